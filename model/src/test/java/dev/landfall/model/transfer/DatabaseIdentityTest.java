package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseIdentityTest {

    @Test
    void microsecondsAreKeptAndAWordIsReadBack() {
        var identity = DatabaseIdentity.of(16_384, 1_795_608_000_123_456L);

        assertThat(identity.serverStarted()).isEqualTo(Instant.parse("2026-11-25T12:00:00.123456Z"));
        assertThat(DatabaseIdentity.parse(identity.word())).contains(identity);
    }

    @Test
    void whatIsNoIdentityIsEmpty() {
        assertThat(DatabaseIdentity.parse("16384")).isEmpty();
        assertThat(DatabaseIdentity.parse("16384@yesterday")).isEmpty();
        assertThat(DatabaseIdentity.parse("")).isEmpty();
    }
}
