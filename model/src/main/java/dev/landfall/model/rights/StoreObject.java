package dev.landfall.model.rights;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is written into the run store, by its key; a star stands for a run's id, a database's name or what is below a
 * folder. Who may write which is {@link StoreWrites}; an object that is not here is written by nobody.
 */
public enum StoreObject implements ArnPattern {
    CONFIGURATION(StoreArea.CONFIGURATION, "landfall.json"),
    LOCK(StoreArea.LOCK, "lock.json"),
    SOURCE_FREEZE(StoreArea.FREEZE, "source-freeze.json"),
    DATABASE_FENCE(StoreArea.FENCE, "database-fence.json"),
    LEDGER(StoreArea.LEDGER, "ledger.json"),
    LEDGER_PAGE(StoreArea.LEDGER, "ledger.html"),
    DRIFT_TOLD(StoreArea.LEDGER, "drift-told.json"),
    APPROVALS(StoreArea.APPROVALS, "approvals/*"),

    RUN_RECORD(StoreArea.EVIDENCE, "runs/*/run.json"),
    FROZEN_PLAN(StoreArea.EVIDENCE, "runs/*/frozen-plan.json"),
    LOCK_TAKEN_OVER(StoreArea.EVIDENCE, "runs/*/lock-taken-over.json"),
    CAPTURE(StoreArea.EVIDENCE, "runs/*/capture.json"),
    SOURCE(StoreArea.EVIDENCE, "runs/*/source.json"),
    PREFLIGHT(StoreArea.EVIDENCE, "runs/*/preflight.json"),
    PREFLIGHT_OBJECT(StoreArea.EVIDENCE, "runs/*/preflight-object"),
    RUN_LEDGER(StoreArea.EVIDENCE, "runs/*/ledger.json"),
    RUN_LEDGER_PAGE(StoreArea.EVIDENCE, "runs/*/ledger.html"),
    KIT(StoreArea.EVIDENCE, "runs/*/kit/*"),
    FREEZE(StoreArea.EVIDENCE, "runs/*/freeze.json"),
    RETURNED(StoreArea.EVIDENCE, "runs/*/returned.json"),
    RUN_NOTICES(StoreArea.EVIDENCE, "runs/*/notices/*"),
    SNAPSHOTS(StoreArea.EVIDENCE, "runs/*/snapshots.json"),
    PROBES(StoreArea.EVIDENCE, "runs/*/probes.json"),
    LIVE(StoreArea.EVIDENCE, "runs/*/live.json"),
    DNS(StoreArea.EVIDENCE, "runs/*/dns.json"),
    DNS_PREVIEW(StoreArea.EVIDENCE, "runs/*/dns-preview.json"),
    DNS_BEFORE(StoreArea.EVIDENCE, "runs/*/dns-before.json"),
    GO_LIVE(StoreArea.EVIDENCE, "runs/*/go-live.json"),
    DIVERGENCE(StoreArea.EVIDENCE, "runs/*/divergence.json"),
    RUN_APPROVALS(StoreArea.EVIDENCE, "runs/*/approvals.json"),
    REPORT(StoreArea.EVIDENCE, "runs/*/report.json"),
    REPORT_PAGE(StoreArea.EVIDENCE, "runs/*/report.html"),
    BUNDLE(StoreArea.EVIDENCE, "runs/*/bundle.sha256"),
    POD(StoreArea.EVIDENCE, "runs/*/pod.json"),
    POD_OBJECT(StoreArea.EVIDENCE, "runs/*/pod-object"),

    DUMP_PLAN(StoreArea.DATA, "runs/*/databases/*/plan.json"),
    DUMP_SCHEMA(StoreArea.DATA, "runs/*/databases/*/schema.dump"),
    DUMP_DATA(StoreArea.DATA, "runs/*/databases/*/data/*"),
    DUMP_INDEX(StoreArea.DATA, "runs/*/databases/*/data.json"),
    DUMP_ARCHIVE(StoreArea.DATA, "runs/*/databases/*/archive.json"),
    DUMP_MANIFEST(StoreArea.DATA, "runs/*/databases/*/manifest.json"),
    DUMP_COMPLETED_TABLES(StoreArea.DATA, "runs/*/databases/*/completed-tables.json"),
    DUMP_FAILURE(StoreArea.DATA, "runs/*/databases/*/dump-failure.json"),
    DUMP_PROGRESS(StoreArea.DATA, "runs/*/databases/*/progress/dump.json"),
    RESTORE_PROGRESS(StoreArea.PROOF, "runs/*/databases/*/progress/restore.json"),
    COMPARE_PROGRESS(StoreArea.PROOF, "runs/*/databases/*/progress/compare.json"),
    COMPARISON(StoreArea.PROOF, "runs/*/databases/*/comparison.json"),
    COMPARED_ROWS(StoreArea.PROOF, "runs/*/databases/*/compared-rows.json"),
    REACH(StoreArea.PROOF, "runs/*/databases/*/reach.json");

    private final StoreArea area;
    private final String keys;
    private final Pattern matching;

    StoreObject(StoreArea area, String keys) {
        this.area = area;
        this.keys = keys;
        this.matching = Pattern.compile(
                Arrays.stream(keys.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Its keys, as IAM's policies write them. */
    public String keys() {
        return keys;
    }

    /** Whose it is. */
    public StoreArea area() {
        return area;
    }

    /** Whether a policy that names this object covers that key: a star stands for slashes too. */
    public boolean covers(String key) {
        return matching.matcher(key).matches();
    }

    /** Those of an area. */
    public static List<StoreObject> in(StoreArea area) {
        return Arrays.stream(values()).filter(each -> each.area == area).toList();
    }

    @Override
    public String pattern() {
        return "s3:::{bucket}/" + keys;
    }
}
