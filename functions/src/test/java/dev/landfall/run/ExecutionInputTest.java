package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import org.junit.jupiter.api.Test;

class ExecutionInputTest {

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void nothingMeansARehearsal() {
        assertThat(ExecutionInput.ofMigration(json("{}")).mode()).isEqualTo(RunMode.REHEARSAL);
    }

    @Test
    void rollbackTakesNoMode() {
        assertThatThrownBy(() -> ExecutionInput.ofRollback(json("{\"mode\":\"cutover\"}")))
                .hasMessageContaining("there is no key mode");
    }

    @Test
    void inputThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> ExecutionInput.ofMigration(json("[1]"))).hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> ExecutionInput.ofMigration(json("{\"mode\":1}")))
                .hasMessageContaining("mode is not");
    }
}
