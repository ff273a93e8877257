package dev.landfall.model.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.MoverSize;
import java.util.stream.Stream;

/** More workers than the mover's size has room for: a comparison of two values, which JSON Schema cannot state. */
final class MoverRule {

    private static final int MOST_JOBS = new MoverSize(MoverSize.CPUS.getLast()).mostJobs();

    private MoverRule() {}

    static Stream<Mistake> mistakes(JsonNode configuration) {
        int jobs = configuration.at("/database/jobs").asInt(MoverSize.USUAL_JOBS);
        int cpu = configuration.at("/mover/cpu").asInt(MoverSize.USUAL.cpu());
        var size = new MoverSize(cpu);
        if (!MoverSize.CPUS.contains(cpu) || jobs > MOST_JOBS || jobs <= size.mostJobs()) {
            return Stream.empty();
        }
        return Stream.of(new Mistake(
                "$.database.jobs",
                String.valueOf(jobs),
                "at most " + size.mostJobs() + " with mover.cpu " + cpu,
                "Set mover.cpu to " + MoverSize.forJobs(jobs).cpu() + ", or database.jobs to " + size.mostJobs()
                        + " or less"));
    }
}
