package dev.landfall.model.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProofTest {

    private static final String RDS = "retool.cqx1exampl3.us-east-1.rds.amazonaws.com";

    private static ServerProof of(String host, String tls, String protocol) {
        return ServerProof.of(
                host,
                Optional.of(tls).filter(word -> !word.isEmpty()).map(TlsMode::of),
                Optional.of(protocol).filter(word -> !word.isEmpty()).map(PasswordProtocol::of),
                true,
                Optional.of(Path.of("roots.pem")));
    }

    @ParameterizedTest
    @CsvSource({
        // What nobody decided.
        RDS + ", '', '', verify-full, scram-sha-256, prefer",
        "db.example.com, '', '', require, scram-sha-256, require",
        "10.0.0.7, '', '', require, scram-sha-256, require",
        "localhost, '', '', disable, scram-sha-256, disable",
        "127.8.0.1, '', '', disable, scram-sha-256, disable",
        "::1, '', '', disable, scram-sha-256, disable",
        // A decision does not weaken what can be verified.
        RDS + ", disable, '', verify-full, scram-sha-256, prefer",
        "x.cluster-ro-abc.rds.cn-north-1.amazonaws.com.cn, require, '', verify-full, scram-sha-256, prefer",
        "db.example.com, disable, '', disable, scram-sha-256, disable",
        "db.example.com, verify-ca, '', verify-ca, scram-sha-256, require",
        "localhost, require, '', require, scram-sha-256, require",
        // A digest only where it is known who gets it, or everything was given up.
        RDS + ", '', md5, verify-full, 'scram-sha-256,md5', prefer",
        "db.example.com, '', md5, require, scram-sha-256, require",
        "db.example.com, disable, md5, disable, 'scram-sha-256,md5', disable",
    })
    void whatAServerHasToShow(String host, String tls, String protocol, String mode, String asked, String binding) {
        var properties = new Properties();
        of(host, tls, protocol).addTo(properties);

        assertThat(properties)
                .containsEntry("sslmode", mode)
                .containsEntry("requireAuth", asked)
                .containsEntry("channelBinding", binding)
                .containsEntry("gssEncMode", "disable");
        assertThat(of(host, tls, protocol).environment())
                .containsEntry("PGSSLMODE", mode)
                .containsEntry("PGREQUIREAUTH", asked)
                .containsEntry("PGCHANNELBINDING", binding)
                .containsEntry("PGGSSENCMODE", "disable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"db.rds.amazonaws.com.evil.example", "rds.amazonaws.com", "xrds.amazonaws.com", "a.localhost"})
    void namesThatOnlyLookLikeThemAreOthers(String host) {
        assertThat(of(host, "", "").tls()).isEqualTo(TlsMode.REQUIRE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "prefer", "", "x y"})
    void modeWithWhichTheServerDecidesIsNoDecision(String word) {
        assertThatThrownBy(() -> TlsMode.of(word)).hasMessageContaining("TLS_UNDECIDED");
    }

    @Test
    void withoutAPasswordAServerThatIsKnownNeedNotAsk() {
        assertThat(none("localhost")).isEqualTo(PasswordProtocol.NONE);
        assertThat(none(RDS)).isEqualTo(PasswordProtocol.NONE);
        assertThat(none("db.example.com")).isEqualTo(PasswordProtocol.SCRAM);
    }

    private static PasswordProtocol none(String host) {
        return ServerProof.of(host, Optional.empty(), Optional.empty(), false, Optional.empty())
                .protocol();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "evil:1/x?sslmode=disable", "h/x?requireAuth=password", "", "a b"})
    void hostThatWouldBeReadAsMoreIsRefused(String host) {
        assertThatThrownBy(() -> DatabaseHost.inUrl(host)).hasMessageContaining("DATABASE_HOST_INVALID");
    }
}
