package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.infra.cost.CostPage;
import dev.landfall.infra.cost.Priced;
import dev.landfall.infra.cost.TemplateCounts;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** docs/cost.md counts what the templates hold; {@code -Dlandfall.write.docs=true} writes it again. */
class CostPageTest {

    private static final TemplateCounts COUNTS = TemplateCounts.of(TestStacks.exampleAssembly());

    /** A resource of a new kind must not come without anybody asking what it costs. */
    @Test
    void everyTypeOfTheTemplatesIsPricedOrKnownToBeFree() {
        assertThat(COUNTS.byType().keySet())
                .allSatisfy(type -> assertThat(Priced.isKnown(type))
                        .as("%s: add it to Priced, with its price or among those that cost nothing", type)
                        .isTrue());
    }

    @Test
    void alarmOverAnExpressionCountsEachMetricThatItReads() {
        assertThat(COUNTS.alarmMetrics()).isGreaterThan(COUNTS.of("AWS::CloudWatch::Alarm"));
    }

    @Test
    void pageIsWhatTheTemplatesHold() throws IOException {
        var page = TestStacks.ROOT.resolve("docs/cost.md");
        var text = CostPage.markdown(COUNTS, EvidenceStack.DATA_DAYS);
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, text);
        }

        assertThat(Files.readString(page))
                .as("stale: mvn test -pl infra -am -Dtest=CostPageTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(text);
    }
}
