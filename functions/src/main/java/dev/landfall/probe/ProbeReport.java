package dev.landfall.probe;

import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code runs/<run-id>/probes.json}, {@code live.json} after the switch, {@code source.json} after a rollback: every
 * probe by name.
 */
public record ProbeReport(String runId, Instant probedAt, List<Probe> probes) {

    /** How a probe came out. */
    public enum Result {
        PASSED,
        FAILED,
        NOT_CHECKED,
        /** There is nothing to prove, by the plan. */
        NOT_NEEDED
    }

    /**
     * One probe.
     *
     * @param seen one sentence
     * @param remedy one sentence, for one that failed
     */
    public record Probe(String name, Result result, String seen, Optional<String> remedy) {

        public static Probe passed(String name, String seen) {
            return new Probe(name, Result.PASSED, seen, Optional.empty());
        }

        public static Probe failed(String name, String seen, String remedy) {
            return new Probe(name, Result.FAILED, seen, Optional.of(remedy));
        }

        public static Probe notNeeded(String name, String why) {
            return new Probe(name, Result.NOT_NEEDED, why, Optional.empty());
        }

        public static Probe notChecked(String name, String why) {
            return new Probe(name, Result.NOT_CHECKED, why, Optional.empty());
        }
    }

    /** The proof before go-live. */
    public static String key(String runId) {
        return new RunLayout(runId).file("probes.json");
    }

    /** The proof through the production name, after the switch. */
    public static String liveKey(String runId) {
        return new RunLayout(runId).file("live.json");
    }

    /** The proof that the source serves again. */
    public static String sourceKey(String runId) {
        return new RunLayout(runId).file("source.json");
    }

    public List<Probe> failed() {
        return probes.stream().filter(probe -> probe.result() == Result.FAILED).toList();
    }
}
