package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeploymentMixinTest {

    @TempDir
    Path folder;

    private static DeploymentMixin parsed(String... arguments) {
        var mixin = new DeploymentMixin();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(mixin)).parseArgs(arguments);
        return mixin;
    }

    private Path configuration(String deployment) throws IOException {
        return Files.writeString(folder.resolve("landfall.json"), """
                {"domain": "retool.example.com", // a comment
                 "source": {"cluster": "retool", "services": ["retool"]},
                 "target": {"cluster": "blueprint"},
                 "approvals": {"approvers": ["a@example.com", "b@example.com"]},
                 "deployment": %s}
                """.formatted(deployment));
    }

    @Test
    void nameIsTheConfigurationsUnlessTheOptionSaysOtherwise() throws IOException {
        var file = configuration("{\"name\": \"staging\"}");

        assertThat(parsed().name(file).value()).isEqualTo("staging");
        assertThat(parsed("--deployment", "production").name(file).value()).isEqualTo("production");
        assertThat(parsed("--deployment", "production").isGiven()).isTrue();
    }

    @Test
    void withoutEitherItIsTheDefaultOne() throws IOException {
        assertThat(parsed().name(configuration("{}")).isDefault()).isTrue();
        assertThat(parsed().name(folder.resolve("none.json")).isDefault()).isTrue();
    }
}
