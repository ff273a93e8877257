package dev.landfall.bench.way;

import java.util.Optional;

/**
 * The parts of a run, where a way has two that follow each other, and what its processes held in memory.
 *
 * @param outSeconds from the source to disk
 * @param inSeconds from disk into the target
 * @param outMebibytes peak resident memory of the process that reads the source
 * @param inMebibytes peak resident memory of the process that loads
 */
public record Stages(
        Optional<Double> outSeconds,
        Optional<Double> inSeconds,
        Optional<Double> outMebibytes,
        Optional<Double> inMebibytes) {

    static final Stages ONE = new Stages(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Stages two(double out, double in) {
        return new Stages(Optional.of(out), Optional.of(in), Optional.empty(), Optional.empty());
    }
}
