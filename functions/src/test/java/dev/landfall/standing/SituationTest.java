package dev.landfall.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.dns.DnsRecordChange;
import dev.landfall.dns.DnsRecordChange.Step;
import dev.landfall.fence.DatabaseFence;
import dev.landfall.freeze.FrozenCounts;
import dev.landfall.freeze.Standing;
import dev.landfall.gateway.TestingRunStore;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunLock;
import dev.landfall.run.RunMode;
import dev.landfall.run.RunRecord;
import dev.landfall.run.ShellCommand;
import dev.landfall.standing.Situation.CutOff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final ShellCommand LOCAL = new ShellCommand(false);

    private final RunFiles files = new RunFiles(new TestingRunStore());

    @Test
    void whereNothingWasDoneNothingIsFrozenMovedClosedOrLocked() {
        assertThat(now().lines())
                .containsExactly(
                        "Live: the source. Nothing is frozen.",
                        "Domain: no run has moved it away from the source.",
                        "Databases: none is closed or read-only by Landfall.",
                        "Lock: free.");
        assertThat(now().command()).isEqualTo("./landfall preflight");
    }

    @Test
    void aFreezeIsToldWithItsFenceItsLockAndTheOneCommand() {
        files.write(cutover());
        freeze();
        files.write(
                DatabaseFence.KEY,
                new DatabaseFence(Map.of("db:5432/app", new DatabaseFence.Saved("cut", Optional.empty())), List.of()));
        files.write(RunLayout.LOCK, new RunLock.Holder("cut", "arn:cut", START, RunMode.CUTOVER));

        var now = now();

        assertThat(now.standing().live()).isEqualTo(Standing.Side.NEITHER);
        assertThat(now.lines().getFirst()).contains("frozen since " + START).endsWith(": ./landfall rollback");
        assertThat(now.lines()).anyMatch(line -> line.contains("read-only by default") && line.contains("db:5432/app"));
        assertThat(now.lines()).anyMatch(line -> line.startsWith("Lock: held by the run cut since " + START));
        assertThat(now.command()).isEqualTo("./landfall rollback");
    }

    /** The record says that the change was about to be made, and no more. */
    @Test
    void aDomainThatWasAboutToMoveIsNotProven() {
        files.write(cutover().withDnsSwitched(START));
        freeze();

        assertThat(now().domain().leads()).isEqualTo(Domain.Leads.NOT_PROVEN);

        dns("cut", step("switch", Optional.empty()));
        assertThat(now().domain().leads()).isEqualTo(Domain.Leads.NOT_PROVEN);

        dns("cut", step("switch", Optional.of(START)));
        assertThat(now().domain().leads()).isEqualTo(Domain.Leads.TARGET);

        dns("cut", step("switch", Optional.of(START)), step("ttl", Optional.of(START)));
        assertThat(now().domain().leads()).isEqualTo(Domain.Leads.TARGET);
    }

    @Test
    void aDomainIsBackOnceItsServersSaidSo() {
        files.write(cutover().withDnsSwitched(START));
        freeze();
        dns("cut", step("switch", Optional.of(START)));
        files.write(RunRecord.opened(
                "back",
                "arn:back",
                RunMode.ROLLBACK,
                "digest",
                "dump",
                "none",
                Optional.empty(),
                START.plusSeconds(60),
                Optional.of("cut")));

        dns("back", step("return", Optional.empty()));
        assertThat(now().domain().leads()).isEqualTo(Domain.Leads.NOT_PROVEN);

        dns("back", step("return", Optional.of(START)));
        assertThat(now().domain().text()).isEqualTo("on the source again, put back by the run back.");
    }

    /** Of a run that nothing has closed no rollback can be asked: the next command closes it first. */
    @Test
    void aRunThatWasCutOffIsClosedByTheNextCommand() {
        files.write(cutover());
        freeze();

        var now = Situation.of(files, LOCAL, Optional.of(new CutOff("cut", "MoveDatabases")));

        assertThat(now.lines().getFirst()).endsWith("by the run cut.");
        assertThat(now.lines().get(1)).contains("cut off in the state MoveDatabases", "./landfall preflight");
        assertThat(now.lines()).noneMatch(line -> line.contains("rollback"));
        assertThat(now.command()).isEqualTo("./landfall preflight");
    }

    @Test
    void theCommandIsOneThatIsTaken() {
        files.write(cutover());
        freeze();

        assertThat(Situation.of(files, new ShellCommand(true)).command())
                .isEqualTo("./landfall rollback --aws --requested-by you@example.com");
        assertThat(Situation.of(files, new ShellCommand(true, DeploymentName.of(Optional.of("acme"))))
                        .command())
                .isEqualTo("./landfall rollback --aws --deployment acme --requested-by you@example.com");
    }

    @Test
    void programsReadTheSame() {
        var json = Json.MAPPER.valueToTree(now());

        assertThat(json.at("/standing/live").asText()).isEqualTo("SOURCE");
        assertThat(json.at("/domain/leads").asText()).isEqualTo("SOURCE");
        assertThat(json.path("text")).hasSize(4);
        assertThat(json.path("command").asText()).isEqualTo("./landfall preflight");
    }

    private Situation now() {
        return Situation.of(files, LOCAL);
    }

    private void dns(String run, Step... steps) {
        files.write(
                DnsRecordChange.key(run),
                new DnsRecordChange(run, "retool.example.com", false, List.of(), List.of(), List.of(steps)));
    }

    private static Step step(String what, Optional<Instant> proven) {
        return new Step(what, "C1", List.of(), START, proven, proven, List.of());
    }

    private void freeze() {
        files.write(
                RunLayout.SOURCE_FREEZE,
                new FrozenCounts("cut", START, List.of(), "retool", List.of(), List.of(), List.of()));
    }

    private static RunRecord cutover() {
        return RunRecord.opened(
                "cut", "arn:cut", RunMode.CUTOVER, "digest", "dump", "none", Optional.empty(), START, Optional.empty());
    }
}
