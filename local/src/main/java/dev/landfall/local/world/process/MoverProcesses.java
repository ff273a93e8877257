package dev.landfall.local.world.process;

import dev.landfall.local.world.OwnerFile;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the mover as a process; what it prints goes to a log file of its own.
 *
 * @param logs folder of the log files
 * @param scratch where each process gets a folder of its own, as a task does; empty for the machine's own folders
 */
public record MoverProcesses(MoverProgram program, ChildProcesses children, Path logs, Optional<Path> scratch) {

    private static final Logger LOG = LoggerFactory.getLogger(MoverProcesses.class);
    /** Bytes; by Kubernetes' "Determine the Reason for Pod Failure". */
    private static final int LAST_WORDS = 2048;

    /** The end of what a process printed, as much of it as a kubelet keeps of a container; empty where it has no log. */
    public String lastWords(String name) {
        try (var file = Files.newInputStream(log(name))) {
            file.skipNBytes(Math.max(0, Files.size(log(name)) - LAST_WORDS));
            return new String(file.readNBytes(LAST_WORDS), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("the log of {} cannot be read: {}", name, e.getMessage());
            return "";
        }
    }

    private Path log(String name) {
        return logs.resolve("mover-" + name.replaceAll("[^A-Za-z0-9._-]", "-") + ".log");
    }

    /**
     * Starts the mover.
     *
     * @param name for its log file
     * @param ended is told the exit code
     */
    public Process start(String name, List<String> arguments, Map<String, String> environment, IntConsumer ended) {
        var log = log(name);
        try {
            OwnerFile.folder(logs);
            var own =
                    scratch.isPresent() ? Optional.of(MoverScratch.in(scratch.get())) : Optional.<MoverScratch>empty();
            var builder = new ProcessBuilder(
                            program.command(own.map(MoverScratch::flags).orElse(List.of()), arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            PrivatePlace.file(log).toFile()));
            builder.environment().clear();
            builder.environment().putAll(program.environment(System.getenv(), environment));
            own.ifPresent(folder -> {
                builder.environment().putAll(folder.environment());
                builder.directory(folder.folder().toFile());
            });
            var process = children.start(builder, code -> {
                own.ifPresent(MoverScratch::remove);
                ended.accept(code);
            });
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw Problem.operator(
                            "MOVER_NOT_STARTED",
                            "The mover's process could not be started: " + e.getMessage() + ".",
                            "Free memory or disk space and run again.")
                    .asException(e);
        }
    }
}
