package dev.landfall.infra.function;

import static dev.landfall.model.rights.StoreObject.*;

import dev.landfall.model.rights.StoreObject;
import dev.landfall.model.rights.StoreWrites;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which objects each method of the domain writes or removes: a key is made at run time, so byte code does not tell. A
 * method that is not here fails the test that asks; one with too few objects is refused by the local world, which holds
 * every function to its table.
 */
final class StoreWriters {

    /** By class, or by class and method where its methods write different things. */
    private static final Map<String, List<StoreObject>> OBJECTS = Map.ofEntries(
            Map.entry("Bundle", List.of(BUNDLE)),
            Map.entry("AbandonedRun", List.of(RUN_RECORD)),
            Map.entry("DatabaseSnapshots", List.of(SNAPSHOTS)),
            Map.entry("DivergenceCount", List.of(DIVERGENCE)),
            Map.entry("DnsSteps", List.of(DNS)),
            Map.entry("DnsPreview", List.of(DNS_PREVIEW)),
            Map.entry("DriftNews", List.of(DRIFT_TOLD)),
            Map.entry("EndNotice", List.of(RUN_NOTICES)),
            Map.entry("FreezeEnd", List.of(RUN_NOTICES)),
            Map.entry("FrozenPlan", List.of(FROZEN_PLAN)),
            Map.entry("GateDelivery", List.of(APPROVALS)),
            Map.entry("GateDesk", List.of(APPROVALS)),
            Map.entry("GateOpening", List.of(APPROVALS)),
            Map.entry("GateWriting", List.of(APPROVALS)),
            Map.entry("GoLiveMarks", List.of(GO_LIVE)),
            Map.entry("KitWriting", List.of(KIT)),
            Map.entry("LedgerWriting", List.of(LEDGER, LEDGER_PAGE, RUN_LEDGER, RUN_LEDGER_PAGE)),
            Map.entry("PathChecks", List.of(PREFLIGHT_OBJECT)),
            Map.entry("Preflight", List.of(PREFLIGHT)),
            Map.entry("ProductionProbes.verifyTarget", List.of(LIVE)),
            Map.entry("ProductionProbes.verifySource", List.of(SOURCE)),
            Map.entry("ReportWriting", List.of(RUN_APPROVALS, REPORT, REPORT_PAGE)),
            Map.entry("RevertDns", List.of(RUN_RECORD)),
            Map.entry("RollbackOpening", List.of(RUN_RECORD)),
            Map.entry("RunClosing", List.of(RUN_RECORD)),
            Map.entry("RunEvents", List.of(RUN_NOTICES)),
            Map.entry("RunLock", List.of(LOCK)),
            Map.entry("RunLock.claim", List.of(LOCK_TAKEN_OVER)),
            Map.entry("RunOpening", List.of(RUN_RECORD)),
            Map.entry("SavedRecordsFile", List.of(DNS_BEFORE)),
            Map.entry("SourceCapture", List.of(CAPTURE)),
            Map.entry("SourceFence", List.of(DATABASE_FENCE)),
            Map.entry("SourceFreeze", List.of(SOURCE_FREEZE, FREEZE)),
            Map.entry("SourceReturn.end", List.of(SOURCE_FREEZE)),
            Map.entry("SourceReturn.giveBack", List.of(RETURNED)),
            Map.entry("SourceSurvey", List.of(SOURCE)),
            Map.entry("SwitchDns", List.of(RUN_RECORD)),
            Map.entry("TargetFencing", List.of(TARGET_FENCE)),
            Map.entry("Validation", List.of(PROBES)),
            Map.entry("WayBackBegun", List.of(RUN_RECORD)));

    private StoreWriters() {}

    static StoreWrites objects(HandlerReach.Reached reached) {
        return new StoreWrites(objects(reached.writing()), objects(reached.removing()));
    }

    private static List<StoreObject> objects(Collection<String> methods) {
        return methods.stream()
                .flatMap(method -> Optional.ofNullable(OBJECTS.get(method))
                        .or(() -> Optional.ofNullable(OBJECTS.get(method.substring(0, method.indexOf('.')))))
                        .orElseThrow(() -> new IllegalStateException(
                                method + " writes or removes objects of the run store: say which here."))
                        .stream())
                .distinct()
                .sorted()
                .toList();
    }
}
