package dev.landfall.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ECS takes whatever an execution is called, and two runs are never one. */
final class StartedByTest {

    /** Step Functions takes anything but white space, brackets, wildcards and a few more; 80 characters. */
    private static final String NAME_CHARACTERS = "abzABZ019-_.@+()'!=~" + "äß漢" + "\u2019";

    private static final String ECS_TAKES = "[A-Za-z0-9_/-]{1,128}";

    @Test
    void plainNamesStayAsTheyAre() {
        assertThat(StartedBy.of("cutover-1", "app")).isEqualTo("cutover-1/app");
        assertThat(StartedBy.of("x".repeat(80), "retooldb")).isEqualTo("x".repeat(80) + "/retooldb");
    }

    @Test
    void everyNameIsTakenAndNoTwoAreAlike() {
        var named = List.of(
                "cutover-2026.11.26",
                "cutover-2026-11-26",
                "cutover-2026@11@26",
                "a@b",
                "a.b",
                "a-b",
                "it's",
                ".",
                "..",
                "-",
                "äöü",
                "ä".repeat(80),
                "x".repeat(79) + ".",
                "x".repeat(79) + "'",
                "x".repeat(79) + "-");
        var random = new Random(11);
        var made = Stream.generate(() -> random.ints(1 + random.nextInt(80), 0, NAME_CHARACTERS.length())
                        .mapToObj(index -> NAME_CHARACTERS.substring(index, index + 1))
                        .collect(Collectors.joining()))
                .limit(5000);
        var owners = new HashMap<String, String>();

        Stream.concat(named.stream(), made).distinct().forEach(name -> {
            for (var database : List.of("app", "retooldb")) {
                var startedBy = StartedBy.of(name, database);
                assertThat(startedBy).as(name).matches(ECS_TAKES).endsWith("/" + database);
                assertThat(owners.putIfAbsent(startedBy, name)).as(startedBy).isNull();
            }
        });
        assertThat(owners).hasSizeGreaterThan(9000);
    }
}
