package dev.landfall.local.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoverProcessesTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir
    Path folder;

    private Path jar() throws IOException {
        var name = TellsItsFolders.class.getName();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, name);
        var file = folder.resolve("mover.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var code = TellsItsFolders.class.getResourceAsStream("TellsItsFolders.class")) {
            jar.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            jar.write(code.readAllBytes());
        }
        return file;
    }

    /** What the program said. */
    private Map<String, String> run(Optional<Path> scratch) throws Exception {
        try (var children = ChildProcesses.open(folder.resolve("children"))) {
            var ended = new CountDownLatch(1);
            var movers = new MoverProcesses(
                    new MoverProgram(Optional.of(jar()), NOWHERE, NOWHERE), children, folder.resolve("logs"), scratch);
            movers.start("ecs-run/app", List.of(), Map.of(), code -> ended.countDown());
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
        return Files.readAllLines(folder.resolve("logs/mover-ecs-run-app.log")).stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Test
    void aMoverHasOneFolderOfItsOwnAsInItsContainerAndLeavesNothingThere() throws Exception {
        var scratch = folder.resolve("scratch");
        var said = run(Optional.of(scratch));

        var own = Path.of(said.get("temporary"));
        assertThat(own.getParent()).isEqualTo(scratch);
        assertThat(said)
                .containsEntry("working", own.toString())
                .containsEntry("HOME", own.toString())
                .containsEntry("TMPDIR", own.toString())
                .containsEntry("LC_ALL", "C.UTF-8");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aKindWorldLeavesItTheMachinesFolders() throws Exception {
        assertThat(run(Optional.empty())).containsEntry("temporary", System.getProperty("java.io.tmpdir"));
    }
}
