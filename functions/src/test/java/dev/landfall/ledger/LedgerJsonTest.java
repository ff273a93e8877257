package dev.landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {

    /** A rehearsal of an earlier version is still something to hold both sides against. */
    @Test
    void lineOfAnEarlierVersionIsRead() throws IOException {
        var line = Json.MAPPER.readValue("""
                {"service": "retool", "container": "retool", "setting": "TZ", "settingClass": "CARRY", "place": "values",
                 "source": "PLAIN", "fingerprint": "ab", "lengthBytes": 3, "flags": [], "decidedBy": "rule"}
                """, LedgerLine.class);

        assertThat(line.roles()).isEmpty();
        assertThat(line.where()).isEqualTo("retool/retool");
    }
}
