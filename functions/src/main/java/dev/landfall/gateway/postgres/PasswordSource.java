package dev.landfall.gateway.postgres;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.failure.Problem;

/** The password behind a reference, asked for at every connection: the target's own is rotated every seven days. */
@FunctionalInterface
public interface PasswordSource {

    SecretText password(String reference);

    /** {@code kubernetes:secret/key} from the target's namespace, everything else from the vault. */
    static PasswordSource of(SecretVault vault, TargetCluster target) {
        var prefix = "kubernetes:";
        return reference -> {
            if (!reference.startsWith(prefix)) {
                return vault.resolve(reference);
            }
            var path = reference.substring(prefix.length()).split("/", 2);
            return (path.length == 2 ? target.secret(path[0], path[1]) : java.util.Optional.<SecretText>empty())
                    .orElseThrow(() -> Problem.operator(
                                    "PASSWORD_MISSING",
                                    "There is no " + reference + " in " + target.name() + ".",
                                    "Check the target's namespace and its database secret.")
                            .asException());
        };
    }
}
