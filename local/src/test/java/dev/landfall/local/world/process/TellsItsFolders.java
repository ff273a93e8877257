package dev.landfall.local.world.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program in the mover's place: prints where it may write, and writes there. */
final class TellsItsFolders {

    private TellsItsFolders() {}

    public static void main(String[] arguments) throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Files.writeString(Files.createTempDirectory("dump-").resolve("rows"), "some");
        System.out.println("temporary=" + temporary);
        System.out.println("working=" + Path.of("").toAbsolutePath());
        System.out.println("HOME=" + System.getenv("HOME"));
        System.out.println("TMPDIR=" + System.getenv("TMPDIR"));
        System.out.println("LC_ALL=" + System.getenv("LC_ALL"));
    }
}
