package dev.landfall.run;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All runs of the store, newest first. */
public record EarlierRuns(List<RunRecord> runs) {

    public EarlierRuns {
        runs = runs.stream()
                .sorted(Comparator.comparing(RunRecord::started).reversed())
                .toList();
    }

    public static EarlierRuns in(RunFiles files) {
        return new EarlierRuns(files.store().folders(RunLayout.RUNS).stream()
                .filter(RunName::isValid)
                .map(id -> files.read(RunRecord.key(id), RunRecord.class))
                .flatMap(Optional::stream)
                .toList());
    }

    public EarlierRuns without(String runId) {
        return new EarlierRuns(
                runs.stream().filter(run -> !run.runId().equals(runId)).toList());
    }

    public List<RunRecord> rehearsals() {
        return runs.stream().filter(run -> run.mode() == RunMode.REHEARSAL).toList();
    }

    public List<RunRecord> passedRehearsals(String planDigest) {
        return rehearsals().stream()
                .filter(run ->
                        run.isPassed(RunMode.REHEARSAL) && run.planDigest().equals(planDigest))
                .toList();
    }
}
