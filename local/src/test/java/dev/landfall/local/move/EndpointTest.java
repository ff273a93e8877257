package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.postgres.Side;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void passwordOfUrlIsTakenAndNeverShown() {
        for (var text : new String[] {
            "postgresql://joe:s3cret%40x@db.example:6543/app?sslmode=require",
            "postgres://joe:s3cret@x@db.example:6543/app"
        }) {
            var endpoint = Endpoint.parse(text);

            assertThat(endpoint.password()).contains("s3cret@x");
            assertThat(endpoint.toString()).isEqualTo("db.example:6543/app");
            assertThat(endpoint.server(Side.SOURCE, Optional.empty(), Map.of(), "test")
                            .password())
                    .isEqualTo("s3cret@x");
        }
    }

    @Test
    void referenceWinsOverUrlAndUrlOverEnvironment() {
        var environment = Map.of("PGPASSWORD", "of-environment", "OTHER", "of-reference");
        var bare = Endpoint.parse("postgresql://joe@db.example/app");
        var full = Endpoint.parse("postgresql://joe:of-url@db.example/app");

        assertThat(full.server(Side.SOURCE, Optional.of("env:OTHER"), environment, "test")
                        .password())
                .isEqualTo("of-reference");
        assertThat(full.server(Side.SOURCE, Optional.empty(), environment, "test")
                        .password())
                .isEqualTo("of-url");
        assertThat(bare.server(Side.SOURCE, Optional.empty(), environment, "test")
                        .password())
                .isEqualTo("of-environment");
    }

    @Test
    void urlThatIsNotUnderstoodIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> Endpoint.parse("postgresql://joe:s3cret@db.example"))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("DATABASE_URL_NOT_UNDERSTOOD")
                .hasMessageNotContaining("s3cret");
    }
}
