package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/checks.md} is written from the checks. */
class ChecksPageTest {

    private static final String PAGE = """
            # Checks before a move

            Preflight makes every check at once, and each is independent of the others. A blocker ends the run, and all blockers are reported
            together; a warning is in the report. What a check could not look at says so. `landfall-migrate` with `{"mode":"preflight"}` makes the
            checks and nothing else: by hand, or with `deployment.nightlyPreflight` on a schedule, as a watch that tells what changed since the last rehearsal.

            Each function of Landfall checks itself in the same run, in its own place and with its own role: so every preflight and every rehearsal tries the network, the
            rights and the start of the functions that otherwise only a cutover or a rollback calls. It makes the reads that it will make, asks IAM's policy simulator for
            everything that the deployment grants it, and asks the cluster for the verbs it needs; nothing is changed. What the simulator does not know: a KMS key's or a
            bucket's own policy, and conditions whose values only the real call has. `./landfall preflight --yes` lists every function on a line; locally
            `--deny Freeze=ecs:UpdateService` shows what a missing right looks like.

            | check | blocks | looks at | what to do |
            |---|---|---|---|
            """;

    @Test
    void pageHoldsEveryCheck() throws IOException {
        var page = Path.of(System.getProperty("landfall.root"), "docs", "checks.md");
        var expected = PAGE
                + CheckList.ALL.stream()
                        .map(check -> "| `%s` | %s | %s | %s |\n"
                                .formatted(check.name(), check.blocks() ? "yes" : "", check.looksAt(), check.remedy()))
                        .collect(Collectors.joining())
                + "| `%s` | yes | %s | %s |\n"
                        .formatted(FunctionChecks.NAME, FunctionChecks.LOOKS_AT, FunctionChecks.REMEDY)
                + "\nWith `database.strategy` `shared` there is one database for both sides, and these are not needed: "
                + CheckList.ALL.stream()
                        .filter(check -> !check.neededWhenShared())
                        .map(check -> "`" + check.name() + "`")
                        .collect(Collectors.joining(", "))
                + ".\n";
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, expected);
        }

        assertThat(page)
                .as("stale: mvn test -pl functions -am -Dtest=ChecksPageTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(expected);
    }

    @Test
    void namesAreUnique() {
        assertThat(CheckList.ALL).extracting(NamedCheck::name).doesNotHaveDuplicates();
    }
}
