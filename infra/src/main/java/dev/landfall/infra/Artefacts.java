package dev.landfall.infra;

import dev.landfall.model.DeploymentName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the other modules built and the stacks package.
 *
 * @param functions the jar that holds every handler
 * @param moverImage the folder in which the mover's image is built
 * @param definitions the folder of the {@code *.asl.yaml} files
 */
public record Artefacts(Path functions, Path moverImage, Path definitions) {

    /** Where a build of the checkout leaves them. */
    static Artefacts of(Path checkout) {
        return new Artefacts(
                checkout.resolve("functions/target/landfall-functions-1.0.0-lambda.jar"),
                checkout,
                checkout.resolve("statemachine"));
    }

    /** What is not there and must be built first. */
    List<Path> missing() {
        return Stream.of(
                        functions,
                        moverImage.resolve("mover/target/mover.jar"),
                        moverImage.resolve("mover/container/Dockerfile"))
                .filter(file -> !Files.isRegularFile(file))
                .toList();
    }

    /** Every definition by its machine's name: {@code landfall-migrate} and so on. */
    public Map<String, Definition> machines(DeploymentName deployment) {
        return Definition.in(definitions, deployment);
    }
}
