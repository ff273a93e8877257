package dev.landfall.local.command;

import dev.landfall.local.world.OwnerFile;
import dev.landfall.local.world.WorldHome;
import dev.landfall.local.world.WorldProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where this command's log goes: one file for all commands of a world, which begins anew at 5 MB. */
final class LogFile {

    private static final int LARGEST_BYTES = 5_000_000;

    /** Held here because the logging library keeps only weak references to loggers that were configured. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("dev.landfall");

    private static Optional<Path> current = Optional.empty();

    private LogFile() {}

    /** Until this is called nothing is logged at all. */
    static synchronized void silence() {
        LogManager.getLogManager().reset();
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    }

    static synchronized void openIn(WorldHome home) {
        try {
            home.claim();
            OwnerFile.folder(home.logs());
            var file = home.logs().resolve("landfall.log");
            if (!Files.exists(file)) {
                OwnerFile.write(file, new byte[0]);
            }
            var handler = new FileHandler(file.toString(), LARGEST_BYTES, 1, true);
            handler.setFormatter(new SimpleFormatter());
            ROOT.addHandler(handler);
            ROOT.setLevel(Level.WARNING);
            OURS.setLevel(Level.INFO);
            current = Optional.of(file);
        } catch (IOException e) {
            throw WorldProblem.of("write the log in " + home.logs(), e).asException(e);
        }
    }

    /** The file that a message may name. */
    static synchronized Optional<Path> current() {
        return current;
    }
}
