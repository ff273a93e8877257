package dev.landfall.local.command;

import dev.landfall.local.remote.Deployment;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.configuration.ConfigurationText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of several deployments in one account and region. */
final class DeploymentMixin {

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            description = "With --aws: which deployment (default: deployment.name of the configuration).")
    private Optional<String> given = Optional.empty();

    boolean isGiven() {
        return given.isPresent();
    }

    /** That of the account and region; the name is the option's, or else the configuration's where there is one. */
    Deployment ofThisAccount(Path configuration) {
        return Deployment.ofThisAccount(name(configuration));
    }

    DeploymentName name(Path configuration) {
        return DeploymentName.of(given.or(() -> written(configuration)));
    }

    private static Optional<String> written(Path configuration) {
        if (!Files.exists(configuration)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConfigurationText.checked(Files.readAllBytes(configuration))
                            .at("/deployment/name")
                            .asText(""))
                    .filter(name -> !name.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + configuration, e);
        }
    }
}
