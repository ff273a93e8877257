package dev.landfall.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.rights.HandlerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** The stacks as the example configuration gives them, with empty files in place of what other modules build. */
final class TestStacks {

    static final Path ROOT = Path.of(System.getProperty("landfall.root", "."));

    private TestStacks() {}

    private static final class Example {
        private static final CloudAssembly ASSEMBLY =
                synthesized(folder("example"), Environment.builder().build());
    }

    /** Where a synth is written; each of the processes that share the tests has its own, for two would alter one assembly. */
    static Path folder(String name) {
        return ROOT.resolve("infra/target/synth-" + System.getProperty("landfall.fork", "1"))
                .resolve(name);
    }

    /** A synth takes a while, so all tests of a process look at the same one. */
    static CloudAssembly exampleAssembly() {
        return Example.ASSEMBLY;
    }

    static CloudAssembly synthesized(Path folder, Environment environment) {
        return synthesized(folder, environment, example());
    }

    static CloudAssembly synthesized(Path folder, Environment environment, DeployedConfiguration configuration) {
        var app = new App(AppProps.builder()
                .outdir(folder.resolve("cdk.out").toString())
                .context(context())
                .build());
        LandfallApp.build(app, environment, configuration, artefacts(folder));
        return app.synth();
    }

    /** The same as {@code npx cdk} gives. */
    private static Map<String, Object> context() {
        try {
            var settings = Json.MAPPER.readTree(ROOT.resolve("cdk.json").toFile());
            return Json.MAPPER.convertValue(settings.get("context"), new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DeployedConfiguration example() {
        try {
            return DeployedConfiguration.parse(Files.readAllBytes(ROOT.resolve("landfall.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example with more under {@code deployment}. */
    static CloudAssembly with(Map<String, String> deployment) {
        return with("deployment", deployment);
    }

    /** The example with more under one of its objects. */
    static CloudAssembly with(String object, Map<String, ?> more) {
        try {
            var tree = ConfigurationText.checked(Files.readAllBytes(ROOT.resolve("landfall.json")));
            more.forEach((key, value) -> tree.withObject("/" + object).set(key, Json.MAPPER.valueToTree(value)));
            return synthesized(
                    folder("with-more-of-" + object + "-"
                            + more.values().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining("-"))
                                    .replaceAll("[^A-Za-z0-9]+", "-")),
                    Environment.builder().build(),
                    DeployedConfiguration.parse(Json.MAPPER.writeValueAsBytes(tree)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Artefacts artefacts(Path folder) {
        try {
            var image = folder.resolve("image");
            Files.createDirectories(image.resolve("mover/container"));
            Files.createDirectories(image.resolve("mover/target"));
            Files.writeString(image.resolve("mover/container/Dockerfile"), "FROM scratch\n");
            Files.writeString(image.resolve("mover/target/mover.jar"), "");
            var functions = Files.writeString(
                    folder.resolve("functions.jar"), HandlerTable.handlers().toString());
            return new Artefacts(functions, image, ROOT.resolve("statemachine"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
