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

    /** It stands in mails: a second line there is a line that Landfall never wrote. */
    @Test
    void requestedByIsAMailAddressAndNothingElse() {
        var wrong = List.of(
                "schedule",
                "ann@example.com\nhttps://evil.example.net",
                "ann@example.com, bob@example.com",
                "Ann <ann@example.com>",
                "https://evil.example.net/@example.com",
                "ann@example.com\u202e",
                "ann@localhost",
                "a".repeat(250) + "@x.io");
        for (var address : wrong) {
            var input = Json.MAPPER.createObjectNode().put("requestedBy", address);
            for (var read : List.<Consumer<JsonNode>>of(ExecutionInput::ofMigration, ExecutionInput::ofRollback)) {
                assertThatThrownBy(() -> read.accept(input))
                        .as(address)
                        .hasMessageContaining("INPUT_INVALID")
                        .hasMessageContaining("requestedBy is not a mail address of at most 254 characters")
                        .hasMessageNotContaining("evil");
            }
        }
        assertThat(ExecutionInput.ofRollback(json("{\"requestedBy\":\"o'hara+ops@eu.example.com\"}"))
                        .requestedBy())
                .contains("o'hara+ops@eu.example.com");
    }

    @Test
    void keyOfTheInputForgesNoLineOfItsRefusal() {
        var input = Json.MAPPER.createObjectNode().put("x\nRemedy: open https://evil.example.net " + "y".repeat(99), 1);

        assertThatThrownBy(() -> ExecutionInput.ofMigration(input))
                .hasMessageContaining("there is no key x Remedy: open")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n", "yyyy"));
    }

    @Test
    void clockStartsNoCutover() {
        assertThat(ExecutionInput.ofMigration(json("{\"mode\":\"preflight\",\"scheduled\":true}"))
                        .mode())
                .isEqualTo(RunMode.PREFLIGHT);
        assertThatThrownBy(() -> ExecutionInput.ofMigration(
                        json("{\"mode\":\"cutover\",\"requestedBy\":\"a@example.com\",\"scheduled\":true}")))
                .hasMessageContaining("no cutover is started by the clock");
    }

    @Test
    void inputThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> ExecutionInput.ofMigration(json("[1]"))).hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> ExecutionInput.ofMigration(json("{\"mode\":1}")))
                .hasMessageContaining("mode is not");
    }
}
