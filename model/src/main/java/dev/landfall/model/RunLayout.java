package dev.landfall.model;

/**
 * Where everything of a run stands in the run store: keys of an S3 bucket, or paths below a folder. One place, so that
 * functions, mover and the operator's command agree.
 */
public record RunLayout(String runId) {

    /** {@code RUN_NAME_INVALID} for what would lie elsewhere than in a folder of its own. */
    public RunLayout {
        RunName.check(runId);
    }

    /** The deployed configuration. */
    public static final String CONFIGURATION = "landfall.json";

    /** Written only if absent; names the run that holds it. */
    public static final String LOCK = "lock.json";

    /** What the source was before the freeze that stands on it; removed when it was given back. */
    public static final String SOURCE_FREEZE = "source-freeze.json";

    /** The settings decided for the target. */
    public static final String LEDGER = "ledger.json";

    /** What of the drift the approvers were told last. */
    public static final String DRIFT_TOLD = "drift-told.json";

    public static final String RUNS = "runs/";

    public static String approval(String approvalId) {
        return "approvals/" + approvalId + ".json";
    }

    public String prefix() {
        return RUNS + runId + "/";
    }

    public String file(String name) {
        return prefix() + name;
    }

    public String run() {
        return file("run.json");
    }

    /** The configuration that the run goes by; written once, when it is opened. */
    public String plan() {
        return file("frozen-plan.json");
    }

    /** The result of {@code mover probe}. */
    public String pod() {
        return file("pod.json");
    }

    public DatabaseLayout database(String name) {
        return new DatabaseLayout(prefix() + "databases/" + name + "/");
    }

    /** What one database's copy consists of. The manifest is written last: where it stands, the dump is whole. */
    public record DatabaseLayout(String prefix) {

        public String manifest() {
            return prefix + "manifest.json";
        }

        /** The mover's word on how far it is; {@code command} is {@code dump}, {@code restore} or {@code compare}. */
        public String progress(String command) {
            return prefix + "progress/" + command + ".json";
        }

        public String schema() {
            return prefix + "schema.dump";
        }

        /** The result of {@code mover compare}. */
        public String comparison() {
            return prefix + "comparison.json";
        }

        /** What that comparison counted, by table: where a later count of what was written begins. */
        public String comparedRows() {
            return prefix + "compared-rows.json";
        }

        /** The result of {@code mover reach}, where both sides share the database. */
        public String reach() {
            return prefix + "reach.json";
        }

        public String data() {
            return prefix + "data/";
        }

        /** Written before the data: what the dump is going to copy. */
        public String plan() {
            return prefix + "plan.json";
        }

        /** Written when all data is there, before its digests are: a restore can finish on it. */
        public String dataIndex() {
            return prefix + "data.json";
        }

        /** The pieces of an archive of {@code pg_dump}, for the method of that name. */
        public String archive() {
            return prefix + "archive.json";
        }

        /** Written while the dump runs: the tables that are complete already. */
        public String completedTables() {
            return prefix + "completed-tables.json";
        }

        /** Left by a dump that failed. */
        public String dumpFailure() {
            return prefix + "dump-failure.json";
        }

        /** Where the segments of one attempt at the dump stand. */
        public String segments(String attempt) {
            return data() + attempt + "/";
        }
    }
}
