package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The Node programs of {@code testing/node/package.json}, installed below the root's target folder as its lock file
 * says. The first test that needs one installs them; other JVMs wait for it meanwhile.
 */
public final class NodeTools {

    private static final String LOCK = "package-lock.json";

    private final Path wanted;
    private final Path installed;

    private NodeTools(Path root) {
        wanted = root.resolve("testing").resolve("node");
        installed = root.resolve("target").resolve("node");
    }

    private static final class Installation {
        private static final NodeTools TOOLS = new NodeTools(Path.of(System.getProperty("landfall.root", ".")));
        private static final Optional<String> MISSING = TOOLS.install();
    }

    /** Installs what is not installed yet; says why where that is impossible. */
    public static Optional<String> missing() {
        return Installation.MISSING;
    }

    /** An installed program, such as {@code asl-validator}. */
    public static Path program(String name) {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return Installation.TOOLS
                .installed
                .resolve("node_modules")
                .resolve(".bin")
                .resolve(name);
    }

    /** A script of {@code testing/node/}, beside the modules that it needs. */
    static Path script(String name) throws IOException {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        var wanted = Installation.TOOLS.wanted.resolve(name);
        var there = Installation.TOOLS.installed.resolve(name);
        if (!Files.exists(there) || Files.mismatch(there, wanted) != -1) {
            // Another JVM may be running it just now.
            var half = Files.createTempFile(Installation.TOOLS.installed, name, ".half");
            Files.copy(wanted, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, there, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return there;
    }

    private Optional<String> install() {
        try {
            Files.createDirectories(installed);
            try (var channel = FileChannel.open(
                            installed.resolveSibling("node.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return isInstalled() ? Optional.empty() : installAnew();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot install Node programs in " + installed, e);
        }
    }

    private boolean isInstalled() throws IOException {
        var done = done();
        return Files.exists(done) && Files.mismatch(done, wanted.resolve(LOCK)) == -1;
    }

    /** Copied there last, so that an installation that was killed does not count. */
    private Path done() {
        return installed.resolve("installed-" + LOCK);
    }

    private Optional<String> installAnew() throws IOException {
        for (var name : new String[] {"package.json", LOCK}) {
            Files.copy(wanted.resolve(name), installed.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        var npm = ToolCommand.run(installed, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (npm.isPresent()) {
            return npm.map(said -> "npm could not install testing/node/package.json (" + said
                    + "); on Debian: apt-get install -y nodejs npm");
        }
        Files.copy(wanted.resolve(LOCK), done(), StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
    }
}
