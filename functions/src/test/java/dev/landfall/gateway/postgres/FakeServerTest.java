package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.FakeCertificate;
import dev.landfall.testing.FakePostgres;
import dev.landfall.testing.FakePostgres.Manner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever answers in a database's place gets neither the password nor a question of ours. */
class FakeServerTest {

    private static final String USER = "retool";
    private static final String PASSWORD = "s3cret of the app";

    @TempDir
    static Path folder;

    private static FakeCertificate ofAnother;
    private static FakeCertificate ofItself;

    @BeforeAll
    static void makeCertificates() throws IOException, GeneralSecurityException {
        ofAnother = FakeCertificate.of("evil.example", folder);
        ofItself = FakeCertificate.of("localhost", folder);
    }

    @ParameterizedTest
    @EnumSource(value = Manner.class, mode = EnumSource.Mode.EXCLUDE, names = "STRIPPED_BINDING")
    void withoutTlsThePasswordIsNotGiven(Manner manner) throws IOException {
        try (var fake = FakePostgres.withoutTls(manner)) {
            getsNothing(fake, "disable", Optional.empty(), "DATABASE_PROOF_MISSING");
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void serverThatWantsNoTlsIsLeft(Manner manner) throws IOException {
        try (var fake = FakePostgres.withoutTls(manner)) {
            getsNothing(fake, "require", Optional.empty(), "DATABASE_TLS_REFUSED");
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void certificateThatNobodyVerifiesDoesNotHelp(Manner manner) throws IOException {
        try (var fake = FakePostgres.withTls(manner, ofAnother)) {
            getsNothing(fake, "require", Optional.empty(), "DATABASE_PROOF_MISSING");
        }
    }

    @ParameterizedTest
    @CsvSource({"verify-full, evil.example", "verify-full, localhost", "verify-ca, localhost"})
    void certificateOfAnotherIsRefused(String mode, String trusted) throws IOException {
        try (var fake = FakePostgres.withTls(Manner.CLEARTEXT, ofAnother)) {
            var roots = trusted.equals("localhost") ? ofItself : ofAnother;
            getsNothing(fake, mode, Optional.of(roots.file()), "DATABASE_TLS_REFUSED");
        }
    }

    /** A server that is known may still be one that was taken over: it gets no password in clear. */
    @ParameterizedTest
    @EnumSource(Manner.class)
    void evenAServerThatIsKnownHasToProveThatItKnowsThePassword(Manner manner) throws IOException {
        try (var fake = FakePostgres.withTls(manner, ofItself)) {
            getsNothing(fake, "verify-full", Optional.of(ofItself.file()), "DATABASE_PROOF_MISSING");
        }
    }

    @Test
    void digestNeedsADecisionAndAServerThatIsKnown() throws IOException {
        try (var fake = FakePostgres.withTls(Manner.MD5, ofAnother)) {
            var address = address(fake, "require", "md5");
            assertThatThrownBy(() -> databases(Optional.empty()).facts(address))
                    .hasMessageContaining("DATABASE_PROOF_MISSING");
            assertThat(fake.given(USER, PASSWORD)).isEmpty();
        }
        try (var fake = FakePostgres.withTls(Manner.MD5, ofItself)) {
            var address = address(fake, "verify-full", "md5");
            assertThatThrownBy(() -> databases(Optional.of(ofItself.file())).facts(address))
                    .isNotNull();
            assertThat(fake.given(USER, PASSWORD)).hasSize(1);
        }
    }

    private static void getsNothing(FakePostgres fake, String mode, Optional<Path> roots, String code) {
        assertThatThrownBy(() -> databases(roots).facts(address(fake, mode, "scram-sha-256")))
                .isInstanceOf(OperatorException.class)
                .hasMessageStartingWith(code)
                .hasMessageNotContaining(PASSWORD);
        assertThat(fake.connections()).isPositive();
        assertThat(fake.given(USER, PASSWORD)).isEmpty();
        assertThat(fake.trusted()).isZero();
    }

    private static PostgresDatabases databases(Optional<Path> roots) {
        return new PostgresDatabases(reference -> SecretText.of(PASSWORD), roots);
    }

    private static DatabaseAddress address(FakePostgres fake, String mode, String requireAuth) {
        return new DatabaseAddress("localhost", fake.port(), "retool", USER, mode, requireAuth, "reference");
    }
}
