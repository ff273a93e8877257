package dev.landfall.handler;

import dev.landfall.gateway.GatewayProvider;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.failure.Problem;
import java.util.ServiceLoader;

/** The gateways of a deployed function, made once for each process by the one provider on the class path. */
public final class DeployedGateways {

    private DeployedGateways() {}

    /** Deferred until the first handler asks, so that a class can be loaded where nothing is deployed. */
    private static final class Holder {
        static final Gateways GATEWAYS = ServiceLoader.load(GatewayProvider.class)
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "NO_GATEWAYS",
                                "No provider of gateways is on the class path.",
                                "Deploy the functions with the archive that holds one, or run ./landfall, which brings its own.")
                        .asException())
                .gateways(System.getenv());
    }

    /** A {@code NO_GATEWAYS} problem where no provider is on the class path. */
    public static Gateways get() {
        try {
            return Holder.GATEWAYS;
        } catch (ExceptionInInitializerError e) {
            // The JVM wraps what a static initialiser throws; the problem inside is what the operator needs.
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
