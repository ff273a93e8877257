package dev.landfall.preflight;

import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code runs/<run-id>/preflight.json}: every check by name. */
public record PreflightReport(String runId, Instant checkedAt, List<Check> checks) {

    /** How a check came out. */
    public enum Result {
        OK,
        WARNING,
        BLOCKER,
        NOT_CHECKED,
        /** There is nothing to look at, by the plan. */
        NOT_NEEDED
    }

    /**
     * One check.
     *
     * @param seen one sentence
     * @param remedy one sentence, for a warning or a blocker
     */
    public record Check(String name, Result result, String seen, Optional<String> remedy) {

        public static Check ok(String name, String seen) {
            return new Check(name, Result.OK, seen, Optional.empty());
        }

        public static Check warning(String name, String seen, String remedy) {
            return new Check(name, Result.WARNING, seen, Optional.of(remedy));
        }

        public static Check blocker(String name, String seen, String remedy) {
            return new Check(name, Result.BLOCKER, seen, Optional.of(remedy));
        }

        public static Check notNeeded(String name, String why) {
            return new Check(name, Result.NOT_NEEDED, why, Optional.empty());
        }

        public static Check notChecked(String name, String why) {
            return new Check(name, Result.NOT_CHECKED, why, Optional.empty());
        }
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("preflight.json");
    }

    /** Names of the checks that warn. */
    public List<String> warned() {
        return checks.stream()
                .filter(check -> check.result() == Result.WARNING)
                .map(Check::name)
                .toList();
    }

    public List<Check> blockers() {
        return checks.stream().filter(check -> check.result() == Result.BLOCKER).toList();
    }
}
