package dev.landfall.model;

import java.util.List;

/**
 * What the mover's task and its Jobs get: {@code mover.cpu} and what follows from it.
 *
 * @param cpu vCPUs
 */
public record MoverSize(int cpu) {

    /** Fargate has each of them with twice as many GB: 1, 2, 4, 8 and 16 vCPU with 2, 4, 8, 16 and 32 GB. */
    public static final List<Integer> CPUS = List.of(1, 2, 4, 8, 16);

    /** Where {@code mover.cpu} is left out. */
    public static final MoverSize USUAL = new MoverSize(2);

    /** Where {@code database.jobs} is left out. */
    public static final int USUAL_JOBS = 2;

    /** Gives the mover's JVM another heap. */
    public static final String HEAP_VARIABLE = "LANDFALL_MOVER_HEAP";

    private static final int JOBS_PER_CPU = 4;
    private static final int CPU_UNITS = 1024;
    private static final int MEBIBYTES_PER_CPU = 2048;

    /** What a worker keeps of rows that are on their way. */
    private static final int HEAP_MEBIBYTES_PER_JOB = 96;

    /** The smallest that has room for so many workers; the largest where none has. */
    public static MoverSize forJobs(int jobs) {
        return CPUS.stream()
                .map(MoverSize::new)
                .filter(size -> size.mostJobs() >= jobs)
                .findFirst()
                .orElse(new MoverSize(CPUS.getLast()));
    }

    /** The most that {@code database.jobs} may be: servers work while a worker waits, but not for more than so many. */
    public int mostJobs() {
        return cpu * JOBS_PER_CPU;
    }

    /** As Fargate counts: 1024 are a vCPU. */
    public int cpuUnits() {
        return cpu * CPU_UNITS;
    }

    public int memoryMebibytes() {
        return cpu * MEBIBYTES_PER_CPU;
    }

    /** What {@link #HEAP_VARIABLE} is to be, as the JVM writes it. */
    public static String heap(int jobs) {
        return Math.max(jobs, USUAL_JOBS) * HEAP_MEBIBYTES_PER_JOB + "m";
    }
}
