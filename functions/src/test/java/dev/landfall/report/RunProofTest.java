package dev.landfall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.TestingRunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.report.RunProof.Difference;
import dev.landfall.report.RunProof.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunProofTest {

    private static final RunLayout RUN = new RunLayout("one");

    private final TestingRunStore store = new TestingRunStore();

    @BeforeEach
    void endedRun() {
        write("run.json", "{\n  \"verdict\" : \"PASSED\"\n}");
        write("report.html", "<html>");
        write("databases/app/manifest.json", "{}");
        new Bundle(store).write(RUN);
    }

    @Test
    void runThatIsAsItEndedDiffersInNothing() {
        assertThat(RunProof.of(store, "one").differences(store, "one")).isEmpty();
    }

    @Test
    void everyKindOfDifferenceIsNamed() {
        var proof = RunProof.of(store, "one");

        write("run.json", "{\n  \"verdict\" : \"FAILED\"\n}");
        write("report.html", "<html> ");
        write("databases/app/more.json", "{}");
        store.delete(RUN.file("databases/app/manifest.json"));

        assertThat(proof.differences(store, "one"))
                .containsExactly(
                        new Difference("run.json", Kind.CHANGED),
                        new Difference("databases/app/manifest.json", Kind.REMOVED),
                        new Difference("databases/app/more.json", Kind.ADDED),
                        new Difference("report.html", Kind.CHANGED));
    }

    /** Whoever changes an object and its line of the list has to change the list. */
    @Test
    void listThatWasWrittenAnewIsNotTheOneThatWasAnswered() {
        var proof = RunProof.of(store, "one");

        write("report.html", "<html> ");
        new Bundle(store).write(RUN);

        assertThat(proof.differences(store, "one")).containsExactly(new Difference("bundle.sha256", Kind.CHANGED));
    }

    @Test
    void recordAndListThatAreGoneAreNamed() {
        var proof = RunProof.of(store, "one");

        store.delete(RUN.run());
        store.delete(RUN.file("bundle.sha256"));

        assertThat(proof.differences(store, "one"))
                .containsExactly(
                        new Difference("run.json", Kind.REMOVED), new Difference("bundle.sha256", Kind.REMOVED));
    }

    /** A rollback writes its name there, and gives the source back; nothing else may come. */
    @Test
    void cutoverThatWasTakenBackDiffersInNothingElse() {
        var proof = RunProof.of(store, "one");

        write("run.json", "{\n  \"verdict\" : \"PASSED\",\n  \"rolledBackBy\" : \"back\"\n}");
        write("returned.json", "{}");

        assertThat(proof.differences(store, "one")).isEmpty();
        write("run.json", "{\n  \"verdict\" : \"FAILED\",\n  \"rolledBackBy\" : \"back\"\n}");
        assertThat(proof.differences(store, "one"))
                .containsExactly(new Difference("run.json", Kind.CHANGED), new Difference("returned.json", Kind.ADDED));
    }

    private void write(String name, String text) {
        store.write(RUN.file(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
