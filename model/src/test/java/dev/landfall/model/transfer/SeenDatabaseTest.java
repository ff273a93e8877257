package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeenDatabaseTest {

    private static final Instant STARTED = Instant.parse("2026-11-01T00:00:00.123456Z");
    private static final Instant DUMPED = Instant.parse("2026-11-20T00:00:00Z");
    private static final SeenDatabase SOURCE = seen(16384, STARTED, "7", false);

    private static SeenDatabase seen(long oid, Instant started, String system, boolean standby) {
        return new SeenDatabase(
                new DatabaseIdentity(oid, started),
                Optional.of(system).filter(word -> !word.isEmpty()),
                standby,
                DUMPED);
    }

    @Test
    void sameOidAndStartAreTheSameWhateverElseIsKnown() {
        assertThat(SOURCE.mayBe(seen(16384, STARTED, "", false))).isTrue();
    }

    @Test
    void anotherDatabaseOfTheServerIsAnother() {
        assertThat(SOURCE.mayBe(seen(16385, STARTED, "7", false))).isFalse();
    }

    @Test
    void serverThatStartedSinceMayBeTheSourceRestarted() {
        var since = DUMPED.plusSeconds(60);

        assertThat(SOURCE.mayBe(seen(16384, since, "7", false))).isTrue();
        assertThat(SOURCE.mayBe(seen(16384, since, "", false))).isTrue();
        assertThat(SOURCE.mayBe(seen(16384, since, "8", false))).isFalse();
    }

    @Test
    void cloneThatStartedBeforeTheDumpIsAnother() {
        assertThat(SOURCE.mayBe(seen(16384, DUMPED.minusSeconds(60), "7", false)))
                .isFalse();
    }

    @Test
    void primaryOfTheStandbyThatWasDumpedMayBeTheSame() {
        var standby = seen(16384, STARTED, "7", true);
        var before = STARTED.minusSeconds(60);

        assertThat(standby.mayBe(seen(16384, before, "7", false))).isTrue();
        assertThat(standby.mayBe(seen(16384, before, "", false))).isTrue();
        assertThat(standby.mayBe(seen(16384, before, "8", false))).isFalse();
        assertThat(SOURCE.mayBe(seen(16384, before, "7", true))).isTrue();
    }

    @Test
    void stateOfAnEarlierLandfallNamesNoDatabase() throws IOException {
        var state = Json.MAPPER.readValue("{\"invalidIndexes\":[],\"roles\":[],\"notes\":[]}", SourceState.class);

        assertThat(state.database()).isEmpty();
        var told = new SourceState(List.of(), List.of(), List.of(), Optional.of(SOURCE));
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(told), SourceState.class))
                .isEqualTo(told);
    }
}
