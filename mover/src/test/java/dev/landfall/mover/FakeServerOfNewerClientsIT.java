package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.postgres.ServerProof;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.testing.FakePostgres;
import dev.landfall.testing.FakePostgres.Manner;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PostgresClients;
import dev.landfall.testing.Tier;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From 16 on, libpq itself refuses what it should not answer, without a guard before it. These know no TLS. */
@NeedsTier(Tier.VERSIONS)
class FakeServerOfNewerClientsIT {

    private static final String USER = "mover";
    private static final String PASSWORD = "s3cret of the mover";

    @ParameterizedTest
    @EnumSource(value = Manner.class, mode = EnumSource.Mode.EXCLUDE, names = "STRIPPED_BINDING")
    void programGivesNothingToWhoeverAnswers(Manner manner) throws Exception {
        var path =
                PostgresClients.folders().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        var newer = PostgresPrograms.find(Map.of("PATH", path)).only(each -> each.major() >= 16);
        assertThat(newer.all()).isNotEmpty();
        var proof = ServerProof.of("localhost", Optional.empty(), Optional.empty(), true, Optional.empty());
        for (var programs : newer.all()) {
            try (var fake = FakePostgres.withoutTls(manner)) {
                var builder = new ProcessBuilder(programs.program("pg_dump").toString(), "--schema-only")
                        .redirectErrorStream(true);
                builder.environment().putAll(proof.environment());
                builder.environment()
                        .putAll(Map.of(
                                "PGHOST",
                                "localhost",
                                "PGPORT",
                                String.valueOf(fake.port()),
                                "PGUSER",
                                USER,
                                "PGDATABASE",
                                "app",
                                "PGPASSWORD",
                                PASSWORD));
                var process = builder.start();
                process.getOutputStream().close();
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(process.waitFor()).as(said).isNotZero();
                assertThat(fake.connections()).as(said).isPositive();
                assertThat(fake.given(USER, PASSWORD)).as(said).isEmpty();
                assertThat(fake.trusted()).as(said).isZero();
            }
        }
    }
}
