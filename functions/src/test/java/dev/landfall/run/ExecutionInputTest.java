package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.util.List;
import java.util.function.Consumer;
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
    void whatTheConsoleProposesMeansNothingGiven() {
        var proposed = json("{\"Comment\": \"Insert your JSON here\"}");

        assertThat(ExecutionInput.ofMigration(proposed)).isEqualTo(ExecutionInput.ofMigration(json("{}")));
        assertThat(ExecutionInput.ofRollback(proposed)).isEqualTo(ExecutionInput.ofRollback(json("{}")));
        assertThat(ExecutionInput.ofCapture(proposed)).isEqualTo(ExecutionInput.ofCapture(json("{}")));
    }

    @Test
    void whatTheConsoleProposesLeavesTheOtherKeysAsTheyAre() {
        var input = ExecutionInput.ofMigration(
                json("{\"Comment\": 1, \"mode\": \"cutover\", \"requestedBy\": \"you@example.com\"}"));

        assertThat(input.mode()).isEqualTo(RunMode.CUTOVER);
        assertThat(input.requestedBy()).contains("you@example.com");
    }

    @Test
    void onlyThatKeyIsIgnoredAndInThatSpelling() {
        var read = List.<Consumer<JsonNode>>of(
                ExecutionInput::ofMigration, ExecutionInput::ofRollback, ExecutionInput::ofCapture);

        assertThat(read)
                .allSatisfy(of -> assertThatThrownBy(
                                () -> of.accept(json("{\"comment\": \"x\", \"Comments\": \"y\", \"Comment\": \"z\"}")))
                        .hasMessageContaining("is not understood: there is no key comment; there is no key Comments."));
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
