package dev.landfall.local.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void theExampleIsReadWithItsComments() {
        var example = LocalConfiguration.read(Path.of(System.getProperty("landfall.root"), "landfall.json"));

        assertThat(example.approvers()).containsExactly("alice@example.com", "bob@example.com");
    }

    @Test
    void whatTheOperatorDecidesStaysAndAddressesBecomeTheWorldsOwn() throws IOException {
        var file = Files.writeString(folder.resolve("landfall.json"), """
                {"domain": "tools.acme.test", /* ours */ "window": "PT20M",
                 "source": {"cluster": "ecs", "services": ["main"]}, "target": {"cluster": "eks"},
                 "approvals": {"approvers": ["carol@example.com"], "goLivePeople": 1}}""");

        var local = LocalConfiguration.read(file).of(state()).tree();

        assertThat(local.path("window").asText()).isEqualTo("PT20M");
        assertThat(local.path("approvals").path("goLivePeople").asInt()).isEqualTo(1);
        assertThat(local.path("domain").asText()).isEqualTo("retool.example.com");
        assertThat(local.path("approvals").path("pageUrl").asText()).startsWith("http://127.0.0.1:");
        assertThat(local.path("source").path("services")).hasSize(5);
    }

    @Test
    void theSameWorldGivesTheSameConfigurationSoThatAPlanKeepsItsDigest() {
        var file = Path.of(System.getProperty("landfall.root"), "landfall.json");

        assertThat(LocalConfiguration.read(file).of(state()))
                .isEqualTo(LocalConfiguration.read(file).of(state()));
    }

    @Test
    void whatCannotBeReadIsNamedByLineAndColumn() throws IOException {
        var file = Files.writeString(folder.resolve("landfall.json"), "{\n  \"domain\" \"x\"\n}");

        assertThatThrownBy(() -> LocalConfiguration.read(file))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> LocalConfiguration.read(folder.resolve("none.json")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("none.json");
    }

    private static WorldState state() {
        var ports = new EnumMap<Ports.Use, Integer>(Ports.Use.class);
        for (var use : Ports.Use.values()) {
            ports.put(use, 20_000 + use.ordinal());
        }
        return new WorldState(ports, Optional.empty(), false, Optional.empty(), List.of());
    }
}
