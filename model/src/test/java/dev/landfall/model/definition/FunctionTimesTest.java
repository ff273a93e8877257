package dev.landfall.model.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionTimesTest {

    private static JsonNode machine(String states) throws Exception {
        return Json.MAPPER.readTree(("{'States':{" + states + "}}").replace('\'', '"'));
    }

    private static String state(String name, String function, String pattern, int seconds) {
        return "'%s':{'Resource':'arn:aws:states:::lambda:invoke%s','Arguments':{'FunctionName':'${%s}'},'TimeoutSeconds':%d}"
                .formatted(name, pattern, function, seconds);
    }

    @Test
    void aFunctionHasLessTimeThanTheShortestOfItsStates() throws Exception {
        var times = FunctionTimes.of(List.of(
                machine(state("VerifyDns", "VerifyDns", "", 150)),
                machine("'Map':{'ItemProcessor':{'States':{" + state("Again", "VerifyDns", "", 90) + "}}},"
                        + "'Parallel':{'Branches':[{'States':{" + state("Long", "Long", "", 5000) + "}}]}")));

        assertThat(times.seconds("VerifyDns")).isEqualTo(60);
        assertThat(times.seconds("Long")).as("Lambda's longest").isEqualTo(900);
    }

    @Test
    void aStateThatWaitsForATokenLimitsTheWaitAndNotItsFunction() throws Exception {
        var times = FunctionTimes.of(List.of(machine(state("Restore", "RestoreDatabase", ".waitForTaskToken", 86400))));

        assertThat(times.seconds("RestoreDatabase")).isEqualTo(60);
        assertThat(times.seconds("ApprovalPage")).isLessThan(30);
        assertThat(times.seconds("CloseAbandonedRun")).isEqualTo(300);
    }
}
