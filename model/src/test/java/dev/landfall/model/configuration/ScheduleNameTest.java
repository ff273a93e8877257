package dev.landfall.model.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.model.rights.ScheduleResources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One grammar: what the schema accepts, what is granted and what is called are the same. */
class ScheduleNameTest {

    @ParameterizedTest
    @CsvSource({
        "nightly,                                                        rule,     nightly",
        "rule/nightly,                                                   rule,     nightly",
        "rule/default/nightly,                                           rule,     nightly",
        "rule/retool-events/on-upload,                                   rule,     retool-events/on-upload",
        "rule/aws.partner/example.com/1/nightly,                         rule,     aws.partner/example.com/1/nightly",
        "arn:aws:events:eu-central-1:111122223333:rule/nightly,          rule,     nightly",
        "arn:aws:events:eu-central-1:111122223333:rule/bus/nightly,      rule,     bus/nightly",
        "default/nightly,                                                schedule, default/nightly",
        "schedule/default/nightly,                                       schedule, default/nightly",
        "schedule/rule/nightly,                                          schedule, rule/nightly",
        "schedule/schedule/nightly,                                      schedule, schedule/nightly",
        "arn:aws:scheduler:eu-central-1:111122223333:schedule/ops/purge, schedule, ops/purge"
    })
    void everyFormIsAcceptedReadGrantedAndReadBack(String text, String kind, String path) {
        var name = ScheduleName.parse(text).orElseThrow();
        assertThat(name.path()).isEqualTo(path);
        assertThat(name instanceof ScheduleName.Rule).isEqualTo(kind.equals("rule"));
        assertThat(ScheduleName.parse(name.text())).contains(name);
        assertThat(mistakes(text)).isEmpty();
        assertThat(ScheduleResources.of(Optional.of(List.of(text))))
                .isEqualTo(
                        kind.equals("rule")
                                ? new ScheduleResources(List.of(path), List.of())
                                : new ScheduleResources(List.of(), List.of(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schedule/nightly",
                "rule/",
                "a/b/c",
                "/nightly",
                "nightly/",
                "schedule/default/",
                "schedule/a/b/c",
                "with space",
                "*",
                "default/*",
                "arn:aws:scheduler:eu-central-1:111122223333:schedule/nightly",
                "arn:aws:events:eu-central-1:111122223333:schedule/default/nightly",
                "arn:aws:lambda:eu-central-1:111122223333:function:nightly"
            })
    void whatCouldMeanTwoThingsIsRefusedWithTheWayToWriteIt(String text) {
        assertThat(ScheduleName.parse(text)).isEmpty();
        assertThat(mistakes(text))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.text())
                        .contains("$.source.schedules[0]")
                        .contains("schedule/GROUP/NAME")
                        .contains("schedule/default/NAME"));
    }

    @Test
    void withoutNamesWhateverIsFoundAtRunTimeIsGrantedAndWithNoneNothing() {
        assertThat(ScheduleResources.of(Optional.empty()))
                .isEqualTo(new ScheduleResources(List.of("*"), List.of("*/*")));
        assertThat(ScheduleResources.of(Optional.of(List.of()))).isEqualTo(new ScheduleResources(List.of(), List.of()));
    }

    @Test
    void aFoundScheduleWhoseGroupReadsAsAKindIsWrittenWhole() {
        assertThat(ScheduleName.schedule("rule", "nightly").text()).isEqualTo("schedule/rule/nightly");
        assertThat(ScheduleName.schedule("default", "nightly").text()).isEqualTo("default/nightly");
    }

    private static List<Mistake> mistakes(String schedule) {
        ObjectNode tree = Json.MAPPER.createObjectNode().put("domain", "retool.example.com");
        tree.withObject("/source").put("cluster", "retool").putArray("services").add("main");
        tree.withObject("/source").putArray("schedules").add(schedule);
        tree.withObject("/target").put("cluster", "blueprint");
        tree.withObject("/approvals")
                .putArray("approvers")
                .add("ada@example.com")
                .add("ben@example.com");
        return ConfigurationSchema.mistakes(tree);
    }
}
