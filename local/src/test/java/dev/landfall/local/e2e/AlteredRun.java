package dev.landfall.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.RunStore;
import dev.landfall.handler.MemoryRunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.report.RunProof;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Alters every object of a run that has ended, in a copy of its store, and asks the proof in the execution's output. */
record AlteredRun(RunStore store, String runId, JsonNode output, Set<String> kinds) {

    /** Evidence of the rollback, which came after the cutover; nothing reads it once the rollback has ended. */
    private static final String RETURNED = "returned.json";

    private static final String DATA = "databases/*/data/*";

    /** What a rehearsal leaves; a new kind of object belongs here, and in docs/run-objects.md. */
    static final Set<String> REHEARSAL = Set.of(
            DATA,
            "approvals.json",
            "bundle.sha256",
            "capture.json",
            "databases/*/compared-rows.json",
            "databases/*/comparison.json",
            "databases/*/completed-tables.json",
            "databases/*/data.json",
            "databases/*/manifest.json",
            "databases/*/plan.json",
            "databases/*/progress/compare.json",
            "databases/*/progress/dump.json",
            "databases/*/progress/restore.json",
            "databases/*/schema.dump",
            "dns.json",
            "frozen-plan.json",
            "ledger.html",
            "ledger.json",
            "notices/*",
            "pod.json",
            "preflight.json",
            "probes.json",
            "report.html",
            "report.json",
            "run.json");

    /** What a cutover leaves besides, its rollback's note that the source is back included. */
    private static final Set<String> CUTOVER_TOO = Set.of(
            "dns-before.json",
            "dns-preview.json",
            "freeze.json",
            "go-live.json",
            "live.json",
            "returned.json",
            "snapshots.json");

    static final Set<String> CUTOVER = both(REHEARSAL, CUTOVER_TOO);

    static final Set<String> ROLLBACK = Set.of(
            "approvals.json",
            "bundle.sha256",
            "divergence.json",
            "dns-preview.json",
            "dns.json",
            "frozen-plan.json",
            "notices/*",
            "report.html",
            "report.json",
            "run.json",
            "source.json");

    /** Written only where a dump takes longer than two seconds. */
    static final String PERHAPS = "databases/*/completed-tables.json";

    void everyObjectIsProven() {
        var proof = new RunProof(
                output.path("bundle").asText(), output.path("record").asText());
        var found = new TreeSet<String>();
        if (kinds.contains(PERHAPS)) {
            found.add(PERHAPS);
        }
        var prefix = new RunLayout(runId).prefix();
        assertThat(proof.differences(copy(), runId)).isEmpty();
        for (var key : store.list(prefix)) {
            var name = key.substring(prefix.length());
            var kind = name.replaceFirst("^databases/[^/]+/", "databases/*/")
                    .replaceFirst("/data/.*", "/data/*")
                    .replaceFirst("^notices/.*", "notices/*");
            found.add(kind);
            if (kind.equals(DATA) || kind.equals(RETURNED)) {
                continue;
            }
            assertNoticed(proof, name, (copy, content) -> {
                content[content.length / 2] ^= 1;
                copy.write(key, content);
            });
            assertNoticed(
                    proof,
                    name,
                    (copy, content) -> copy.write(key, "{\"run\":\"another\"}".getBytes(StandardCharsets.UTF_8)));
            assertNoticed(proof, name, (copy, content) -> copy.delete(key));
            var folder = name.substring(0, name.lastIndexOf('/') + 1);
            var added = folder + "more-" + name.substring(folder.length());
            assertNoticed(proof, name, added, (copy, content) -> copy.write(prefix + added, content));
        }
        assertThat(found).as("kinds of objects that the run leaves").isEqualTo(new TreeSet<>(kinds));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        var both = new TreeSet<>(some);
        both.addAll(more);
        return both;
    }

    private void assertNoticed(RunProof proof, String name, BiConsumer<RunStore, byte[]> alteration) {
        assertNoticed(proof, name, name, alteration);
    }

    private void assertNoticed(RunProof proof, String name, String noticed, BiConsumer<RunStore, byte[]> alteration) {
        var copy = copy();
        alteration.accept(
                copy, copy.read(new RunLayout(runId).file(name)).orElseThrow().clone());
        assertThat(proof.differences(copy, runId))
                .extracting(RunProof.Difference::name)
                .contains(noticed);
    }

    private RunStore copy() {
        var copy = new MemoryRunStore();
        store.list(new RunLayout(runId).prefix()).stream()
                .filter(key -> !key.contains("/data/"))
                .forEach(key -> copy.write(key, store.read(key).orElseThrow()));
        return copy;
    }
}
