package dev.landfall.mover.dump;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.mover.postgres.PostgresPrograms;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@NeedsTier(Tier.POSTGRES)
class SchemaDumpTest {

    @Test
    void newerSourceThanAnyPgDumpIsRefused() {
        var programs = PostgresPrograms.find(System.getenv());

        assertThatThrownBy(() -> SchemaDump.choose(programs, 990, Optional.empty()))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("SOURCE_NEWER_THAN_CLIENT")
                .hasMessageContaining("PostgreSQL 990");
    }
}
