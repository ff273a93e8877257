package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.MountNamespace;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The entry point where the image has it, under the image's shell and as its user, with {@code /tmp} as the platform
 * mounts it: ECS gives a volume that the image does not declare to root, mode 0755.
 */
@NeedsTier(Tier.MOUNTS)
class ContainerScriptsIT {

    private static final Path CONTAINER =
            Path.of(System.getProperty("landfall.root", ".")).resolve("mover/container");

    /** As the Dockerfile leaves it; ContainerImageIT holds the two together. */
    static final String IMAGE_MODE = "1777";

    /** The image's own layout, with a java that says how it was called and ends as a mover might. */
    private static final String LAYOUT = """
            mount -t tmpfs -o mode=0755 image /opt
            mkdir /opt/landfall /opt/bin
            cp '%s/entrypoint' '%s/jvm.options' /opt/landfall/
            echo roots >/opt/landfall/rds-roots.pem
            printf '#!/bin/sh\\necho "started $HOME"\\nexit 7\\n' >/opt/bin/java
            chmod -R a+rX,u+w /opt
            chmod 0555 /opt/bin/java /opt/landfall/entrypoint
            """.formatted(CONTAINER.toAbsolutePath(), CONTAINER.toAbsolutePath());

    private static final String CLEAN = "env -i PATH=/opt/bin:/usr/bin:/bin ";

    /** What a process said and how it ended. */
    private record Ended(int code, String said) {}

    private static Ended run(String preparation, String program) throws IOException, InterruptedException {
        var process = new ProcessBuilder(MountNamespace.command(LAYOUT + preparation, program))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private static String scratch(String mode) {
        return "mount -t tmpfs -o mode=" + mode + " scratch /tmp";
    }

    @Test
    void scratchThatIsRootsOwnIsRefusedInOneSentence() throws IOException, InterruptedException {
        var ended = run(scratch(MountNamespace.modeOfRootsOwn()), CLEAN + "dash /opt/landfall/entrypoint dump");

        assertThat(ended.said())
                .isEqualTo("SCRATCH_MISSING [OPERATOR]: The folder /tmp cannot be written."
                        + " Remedy: Mount a volume at /tmp that the user 10001 may write.\n");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void scratchWithTheImagesModeIsTaken() throws IOException, InterruptedException {
        assertThat(run(scratch(IMAGE_MODE), CLEAN + "dash /opt/landfall/entrypoint dump"))
                .isEqualTo(new Ended(7, "started /tmp\n"));
    }

    @Test
    void scratchThatIsFullIsRefusedInOneSentence() throws IOException, InterruptedException {
        var full = scratch(IMAGE_MODE + ",nr_inodes=1");

        var ended = run(full, CLEAN + "dash /opt/landfall/entrypoint dump");

        assertThat(ended.said()).startsWith("SCRATCH_MISSING [OPERATOR]: ").hasLineCount(1);
        assertThat(ended.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGSSLROOTCERT=/no/such/file.pem", "LANDFALL_HOME=/no/such/folder"})
    void authoritiesThatCannotBeReadAreRefusedInOneSentence(String variable) throws IOException, InterruptedException {
        var ended = run(scratch(IMAGE_MODE), CLEAN + variable + " dash /opt/landfall/entrypoint dump");

        assertThat(ended.said())
                .startsWith("TLS_ROOTS_MISSING [OPERATOR]: ")
                .contains("Remedy: ")
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(1);
    }
}
