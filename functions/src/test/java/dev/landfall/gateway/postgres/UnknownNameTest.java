package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.RetryableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownNameTest {

    /** The domain of RFC 6761 that never resolves. */
    @Test
    void nameThatDoesNotResolveIsToldApartFromAServerThatIsSilent() {
        var databases = new PostgresDatabases(reference -> SecretText.of("password"), Optional.empty());
        var address = new DatabaseAddress("source-db.invalid", 5432, "retool", "retool", "disable", "reference");

        assertThatThrownBy(() -> databases.identity(address))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("DATABASE_NAME_UNKNOWN")
                .hasMessageContaining("source-db.invalid:5432 cannot be found")
                .hasMessageContaining("private hosted zone");
    }
}
