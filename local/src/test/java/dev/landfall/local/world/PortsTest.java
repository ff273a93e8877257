package dev.landfall.local.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void everyUseGetsAPortOfItsOwnAndKeepsIt() {
        var first = Ports.choose(Map.of(), Map.of());

        assertThat(first).hasSize(Ports.Use.values().length);
        assertThat(first.values()).doesNotHaveDuplicates();
        assertThat(Ports.choose(first, Map.of())).isEqualTo(first);
    }

    @Test
    void aKeptPortThatIsTakenByNowIsReplaced() throws IOException {
        var first = Ports.choose(Map.of(), Map.of());
        try (var other = new ServerSocket(first.get(Ports.Use.S3), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(Ports.choose(first, Map.of()).get(Ports.Use.S3)).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void aDemandedPortThatIsTakenIsNamed() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Ports.choose(Map.of(), Map.of(Ports.Use.S3, other.getLocalPort())))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("Port " + other.getLocalPort());
        }
    }

    @Test
    void aNameThatIsNoUseIsAnsweredWithTheNames() {
        assertThatThrownBy(() -> Ports.Use.of("postgres"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("source-database");
    }
}
