package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientMajorsTest {

    private static final ClientMajors ALL = new ClientMajors(List.of(18, 13, 14, 15, 16, 17));

    @Test
    void dumpTakesTheSourcesOwnOrANewerOneAndNeverAnOlder() {
        assertThat(ALL.forDump(15, Optional.empty())).contains(15);
        assertThat(ALL.forDump(15, Optional.of(17))).contains(17);
        assertThat(new ClientMajors(List.of(15, 18)).forDump(15, Optional.of(16)))
                .as("what 16 understands")
                .contains(15);
        assertThat(ALL.forDump(12, Optional.empty())).contains(13);
        assertThat(new ClientMajors(List.of(15)).forDump(16, Optional.empty())).isEmpty();
        assertThat(new ClientMajors(List.of()).forDump(15, Optional.empty())).isEmpty();
    }

    @Test
    void restoreTakesTheTargetsOwnAndNoneThatTheTargetWouldRefuse() {
        assertThat(ALL.forRestore(16, 15)).contains(16);
        assertThat(ALL.forRestore(18, 15)).contains(18);
        assertThat(new ClientMajors(List.of(15, 18)).forRestore(16, 15)).contains(15);
        assertThat(new ClientMajors(List.of(17, 18)).forRestore(16, 17)).isEmpty();
        assertThat(new ClientMajors(List.of(15)).forRestore(16, 16)).isEmpty();
    }

    @Test
    void isAListInJson() throws JsonProcessingException {
        assertThat(Json.MAPPER.writeValueAsString(ALL)).isEqualTo("[13,14,15,16,17,18]");
        assertThat(Json.MAPPER.readValue("[18,13]", ClientMajors.class)).isEqualTo(new ClientMajors(List.of(13, 18)));
    }
}
