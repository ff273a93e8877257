package dev.landfall.local.world.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.OwnRights;
import dev.landfall.handler.ApprovalPage;
import dev.landfall.handler.AwaitLiveSettings;
import dev.landfall.handler.BuildLedger;
import dev.landfall.handler.CaptureSource;
import dev.landfall.handler.CloseAbandonedRun;
import dev.landfall.handler.CloseRun;
import dev.landfall.handler.CompareDatabase;
import dev.landfall.handler.ConfirmDivergence;
import dev.landfall.handler.ConfirmDns;
import dev.landfall.handler.ConfirmQuiet;
import dev.landfall.handler.ConfirmStill;
import dev.landfall.handler.CopyStorage;
import dev.landfall.handler.DiagnoseMove;
import dev.landfall.handler.DiagnosePod;
import dev.landfall.handler.FenceTarget;
import dev.landfall.handler.Freeze;
import dev.landfall.handler.LiftFreeze;
import dev.landfall.handler.MeasureDivergence;
import dev.landfall.handler.OpenCapture;
import dev.landfall.handler.OpenRollback;
import dev.landfall.handler.OpenRun;
import dev.landfall.handler.Preflight;
import dev.landfall.handler.ProbePod;
import dev.landfall.handler.ProveOneSide;
import dev.landfall.handler.ProveStopped;
import dev.landfall.handler.QuiesceTarget;
import dev.landfall.handler.ReachDatabase;
import dev.landfall.handler.RehearseDns;
import dev.landfall.handler.RequestFreeze;
import dev.landfall.handler.RequestGoLive;
import dev.landfall.handler.RequestRollback;
import dev.landfall.handler.RestoreDatabase;
import dev.landfall.handler.RestoreDns;
import dev.landfall.handler.ResumeTarget;
import dev.landfall.handler.ReturnToSource;
import dev.landfall.handler.RevertDns;
import dev.landfall.handler.SnapshotDatabases;
import dev.landfall.handler.StopTarget;
import dev.landfall.handler.SwitchDns;
import dev.landfall.handler.TellDrift;
import dev.landfall.handler.Validate;
import dev.landfall.handler.VerifyDns;
import dev.landfall.handler.VerifyLive;
import dev.landfall.handler.VerifySource;
import dev.landfall.handler.WakeTarget;
import dev.landfall.handler.WriteKit;
import dev.landfall.handler.WriteReport;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreWrites;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every function that the definitions and the events around them call. */
public final class Handlers {

    private static final List<Function<Gateways, RequestStreamHandler>> ALL = List.of(
            ApprovalPage::new,
            AwaitLiveSettings::new,
            BuildLedger::new,
            CaptureSource::new,
            CloseAbandonedRun::new,
            CloseRun::new,
            CompareDatabase::new,
            ConfirmDivergence::new,
            ConfirmDns::new,
            ConfirmQuiet::new,
            ConfirmStill::new,
            CopyStorage::new,
            DiagnoseMove::new,
            DiagnosePod::new,
            FenceTarget::new,
            Freeze::new,
            LiftFreeze::new,
            MeasureDivergence::new,
            OpenCapture::new,
            OpenRollback::new,
            OpenRun::new,
            Preflight::new,
            ProbePod::new,
            ProveOneSide::new,
            ProveStopped::new,
            QuiesceTarget::new,
            ReachDatabase::new,
            RehearseDns::new,
            RequestFreeze::new,
            RequestGoLive::new,
            RequestRollback::new,
            RestoreDatabase::new,
            RestoreDns::new,
            ResumeTarget::new,
            ReturnToSource::new,
            RevertDns::new,
            SnapshotDatabases::new,
            StopTarget::new,
            SwitchDns::new,
            TellDrift::new,
            Validate::new,
            VerifyDns::new,
            VerifyLive::new,
            VerifySource::new,
            WakeTarget::new,
            WriteKit::new,
            WriteReport::new);

    private Handlers() {}

    /**
     * A function's name is the simple name of its class.
     *
     * @param rights of a function's own role, by the function's name
     */
    public static LambdaFunctions with(Gateways gateways, Function<String, OwnRights> rights) {
        return with(gateways, rights, name -> HandlerTable.handler(name).store());
    }

    /**
     * The same with other policies for the run store.
     *
     * @param store what a function may write there, by the function's name
     */
    public static LambdaFunctions with(
            Gateways gateways, Function<String, OwnRights> rights, Function<String, StoreWrites> store) {
        Map<String, RequestStreamHandler> byName = ALL.stream()
                .map(handler -> {
                    var name = handler.apply(gateways).getClass().getSimpleName();
                    return handler.apply(gateways.with(rights.apply(name))
                            .with(new PermittedRunStore(gateways.runStore(), name, store.apply(name))));
                })
                .collect(Collectors.toMap(handler -> handler.getClass().getSimpleName(), handler -> handler));
        return new LambdaFunctions(byName);
    }
}
