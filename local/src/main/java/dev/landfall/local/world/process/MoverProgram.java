package dev.landfall.local.world.process;

import dev.landfall.mover.MoverJvm;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the mover is started here: its own JVM, with an environment of its own, so that nothing of the caller's AWS
 * settings reaches it.
 *
 * @param jar the built program; empty where it is on this JVM's own class path
 * @param s3 endpoint
 * @param states endpoint that takes answers with task tokens
 */
public record MoverProgram(Optional<Path> jar, URI s3, URI states) {

    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LANDFALL_PG_BIN", "JAVA_HOME");

    /**
     * The mover's command line.
     *
     * @param flags for the JVM, beside those of every mover
     */
    List<String> command(List<String> flags, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Databases of the world are small: starting fast is worth more than running fast.
                "-XX:TieredStopAtLevel=1"));
        command.addAll(MoverJvm.flags());
        command.addAll(flags);
        if (jar.isPresent()) {
            command.addAll(List.of("-jar", jar.get().toString()));
        } else {
            var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            command.addAll(List.of("-cp", classPath, "dev.landfall.mover.Main"));
        }
        command.addAll(arguments);
        return command;
    }

    Map<String, String> environment(Map<String, String> callers, Map<String, String> given) {
        var environment = new LinkedHashMap<String, String>();
        INHERITED.stream()
                .filter(callers::containsKey)
                .forEach(name -> environment.put(name, callers.getOrDefault(name, "")));
        environment.putAll(MoverJvm.environment());
        environment.putAll(given);
        environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
        environment.put("AWS_ENDPOINT_URL_SFN", states.toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return environment;
    }
}
