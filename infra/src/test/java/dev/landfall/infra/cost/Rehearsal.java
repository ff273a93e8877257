package dev.landfall.infra.cost;

import dev.landfall.model.MoverSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one rehearsal of 100 GB uses: its data by the assumptions named here, its task by the template. */
record Rehearsal(TemplateCounts.Task task) {

    static final double COMPRESSED_GB = 40;
    static final double SEGMENT_MIB = 8;

    private static final double HOURS = 1;
    /** About 40 states, each entered once, and repeats while they wait. */
    private static final int TRANSITIONS = 240;

    private static final double SECONDS_A_CALL = 5;
    private static final double LOG_GB = 0.02;
    private static final int DAYS_A_MONTH = 30;

    private static final double SEGMENTS = COMPRESSED_GB * 1000 / SEGMENT_MIB;

    /** With the storage of its segments left out, which depends on how often it is made. */
    private List<CostPage.Row> running(int times) {
        var processor = task.arm() ? Priced.FARGATE_ARM_CPU : Priced.FARGATE_X86_CPU;
        var memory = task.arm() ? Priced.FARGATE_ARM_MEMORY : Priced.FARGATE_X86_MEMORY;
        return List.of(
                new CostPage.Row(
                        "Fargate, for the dump",
                        CostPage.plain(task.processors()) + " vCPU and " + CostPage.plain(task.gibibytes()) + " GB, "
                                + CostPage.plain(HOURS * times) + " h",
                        times * HOURS * (processor.of(task.processors()) + memory.of(task.gibibytes()))),
                new CostPage.Row(
                        "S3, requests",
                        CostPage.plain(SEGMENTS * times) + " puts and as many gets",
                        times * (Priced.PUT.of(SEGMENTS) + Priced.GET.of(SEGMENTS))),
                new CostPage.Row(
                        "Lambda",
                        TRANSITIONS * times + " calls of " + CostPage.plain(SECONDS_A_CALL) + " s with 1 GiB",
                        times * Priced.LAMBDA.of(TRANSITIONS * SECONDS_A_CALL)),
                new CostPage.Row(
                        "Step Functions",
                        TRANSITIONS * times + " transitions",
                        times * Priced.TRANSITION.of(TRANSITIONS)),
                new CostPage.Row(
                        "logs", CostPage.plain(LOG_GB * times) + " GB", times * Priced.LOG_INGESTED.of(LOG_GB)));
    }

    List<CostPage.Row> once(int dataDays) {
        var rows = new ArrayList<>(running(1));
        double months = (double) dataDays / DAYS_A_MONTH;
        rows.add(new CostPage.Row(
                "S3, segments until they expire",
                CostPage.plain(COMPRESSED_GB) + " GB for " + dataDays + " days",
                Priced.STORED.of(COMPRESSED_GB * months)));
        return rows;
    }

    List<CostPage.Row> nightly(int nights, int dataDays) {
        return Stream.concat(
                        Stream.of(new CostPage.Row(
                                "S3, segments of the last " + dataDays + " nights",
                                CostPage.plain(COMPRESSED_GB * dataDays) + " GB",
                                Priced.STORED.of(COMPRESSED_GB * dataDays))),
                        running(nights).stream())
                .toList();
    }

    /** One hour of the dump's task, by {@code mover.cpu}. */
    String sizes() {
        var processor = task.arm() ? Priced.FARGATE_ARM_CPU : Priced.FARGATE_X86_CPU;
        var memory = task.arm() ? Priced.FARGATE_ARM_MEMORY : Priced.FARGATE_X86_MEMORY;
        return MoverSize.CPUS.stream()
                .map(MoverSize::new)
                .map(size -> "| " + size.cpu() + " | " + size.memoryMebibytes() / 1024 + " GB | " + size.mostJobs()
                        + " | "
                        + CostPage.shown(processor.of(size.cpu()) + memory.of(size.memoryMebibytes() / 1024.0))
                        + " |\n")
                .collect(Collectors.joining());
    }

    /** What goes one way through a NAT gateway, for one side. */
    double nat() {
        return Priced.NAT.of(COMPRESSED_GB);
    }
}
