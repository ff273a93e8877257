package dev.landfall.handler;

import dev.landfall.gateway.GatewayProvider;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The gateways of a deployed function, made once for each process by the one provider on the class path. */
public final class DeployedGateways {

    private DeployedGateways() {}

    private static @Nullable Gateways made;

    /** A {@code NO_GATEWAYS} problem where no provider is on the class path. */
    public static synchronized Gateways get() {
        var present = made;
        if (present == null) {
            present = make();
            made = present;
        }
        return present;
    }

    private static Gateways make() {
        return ServiceLoader.load(GatewayProvider.class)
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "NO_GATEWAYS",
                                "No provider of gateways is on the class path.",
                                "Deploy the functions with the archive that holds one, or run ./landfall, which brings its own.")
                        .asException())
                .gateways(System.getenv());
    }
}
