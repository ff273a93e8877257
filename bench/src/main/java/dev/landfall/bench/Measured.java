package dev.landfall.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way on one database, over all runs.
 *
 * @param missing why it could not be measured
 * @param runs empty where it is missing
 */
record Measured(String database, String way, String label, Optional<String> missing, List<Run> runs) {

    /**
     * One run.
     *
     * @param seconds wall time
     * @param sourceCpuSeconds of the source server
     * @param targetCpuSeconds of the target server
     * @param clientCpuSeconds of the programs between them
     * @param diskBytes what lay on disk between source and target
     */
    record Run(
            double seconds,
            Optional<Double> outSeconds,
            Optional<Double> inSeconds,
            double sourceCpuSeconds,
            double targetCpuSeconds,
            double clientCpuSeconds,
            long diskBytes,
            Optional<Double> outMebibytes,
            Optional<Double> inMebibytes) {

        /** Seconds that the two servers' CPU time would take on all cores: no client comes below that. */
        double serversAlone(int cores) {
            return (sourceCpuSeconds + targetCpuSeconds) / cores;
        }

        /** What the programs between the servers take of all CPU time. */
        double clientPercent() {
            return 100 * clientCpuSeconds / (sourceCpuSeconds + targetCpuSeconds + clientCpuSeconds);
        }
    }

    double seconds() {
        return median(Run::seconds);
    }

    double median(Function<Run, Double> of) {
        var sorted = runs.stream().map(of).sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The largest of all runs; empty where the way has no process of ours. */
    Optional<Double> peak(Function<Run, Optional<Double>> of) {
        return runs.stream().map(of).flatMap(Optional::stream).max(Double::compare);
    }
}
