package dev.landfall.mover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The mover as its own process, as a task, a Job and the local world start it. */
record MoverProcess(Process process, Path out, Path err) {

    static MoverProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of("--enable-native-access=ALL-UNNAMED"), folder, environment, arguments);
    }

    static MoverProcess start(List<String> flags, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return startProgram(Main.class, flags, folder, environment, arguments);
    }

    /** Another program of the tests' class path. */
    static MoverProcess startProgram(
            Class<?> program, List<String> flags, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("AWS_REGION", "eu-west-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "any");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
        builder.environment().put("MOVER_PASSWORD", World.PASSWORD);
        builder.environment().putAll(environment);
        return new MoverProcess(builder.start(), out, err);
    }

    int exit() throws InterruptedException, IOException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + stderr());
        }
        return process.exitValue();
    }

    String stdout() throws IOException {
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    String stderr() throws IOException {
        return Files.readString(err, StandardCharsets.UTF_8);
    }
}
