package dev.landfall.report;

import dev.landfall.probe.ProbeReport;
import dev.landfall.report.Report.ReportedProbe;
import dev.landfall.run.RunFiles;
import java.util.List;
import java.util.stream.Stream;

/** The probes of a run, whenever they were made. */
final class Probes {

    private Probes() {}

    static List<ReportedProbe> of(RunFiles files, String runId) {
        return Stream.of(
                        probes(files, "before go-live", ProbeReport.key(runId)),
                        probes(files, "live", ProbeReport.liveKey(runId)),
                        probes(files, "source", ProbeReport.sourceKey(runId)))
                .flatMap(probes -> probes)
                .toList();
    }

    private static Stream<ReportedProbe> probes(RunFiles files, String when, String key) {
        return files.read(key, ProbeReport.class).stream()
                .flatMap(report -> report.probes().stream())
                .map(probe -> new ReportedProbe(when, probe));
    }
}
