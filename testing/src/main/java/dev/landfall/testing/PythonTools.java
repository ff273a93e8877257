package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The Python programs of {@code testing/requirements.txt}, in a virtual environment below the root's target folder. The
 * first test that needs one installs them; other JVMs wait for it meanwhile.
 */
public final class PythonTools {

    private final Path requirements;
    private final Path environment;

    private PythonTools(String requirements, String environment) {
        var root = Path.of(System.getProperty("landfall.root", "."));
        this.requirements = root.resolve("testing").resolve(requirements);
        this.environment = root.resolve("target").resolve(environment);
    }

    /** Programs that another file of {@code testing/} lists, in an environment of their own. */
    static PythonTools other(String requirements, String environment) {
        return new PythonTools(requirements, environment);
    }

    private static final class Installation {
        private static final PythonTools TOOLS = new PythonTools("requirements.txt", "python");
        private static final Optional<String> MISSING = TOOLS.install();
    }

    /** Installs what is not installed yet; says why where that is impossible. */
    public static Optional<String> missing() {
        return Installation.MISSING;
    }

    /** A program of the environment, such as {@code python} or {@code cfn-lint}. */
    public static Path program(String name) {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return Installation.TOOLS.bin(name);
    }

    private Path bin(String name) {
        return environment.resolve("bin").resolve(name);
    }

    Path environment() {
        return environment;
    }

    Optional<String> install() {
        try {
            Files.createDirectories(environment.getParent());
            var lockFile = environment.resolveSibling(environment.getFileName() + ".lock");
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                return isInstalled() ? Optional.empty() : installAnew();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot install Python programs in " + environment, e);
        }
    }

    /** Copied there last, so that an installation that was killed does not count. */
    private Path installed() {
        return environment.resolve("requirements.txt");
    }

    private boolean isInstalled() throws IOException {
        return Files.exists(installed()) && Files.mismatch(installed(), requirements) == -1;
    }

    /** Whether there is something that Python did not make; what it made has this file. */
    private boolean isForeign() {
        return Files.exists(environment, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(environment.resolve("pyvenv.cfg"), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<String> installAnew() throws IOException {
        if (isForeign()) {
            return Optional.of(environment + " is no virtual environment; move it away");
        }
        var environmentMade = ToolCommand.run(
                environment.resolveSibling(""), "python3", "-m", "venv", "--clear", environment.toString());
        if (environmentMade.isPresent()) {
            return environmentMade.map(said -> "python3 made no virtual environment (" + said
                    + "); on Debian: apt-get install -y python3 python3-venv");
        }
        var pip = ToolCommand.run(
                environment,
                bin("python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--require-hashes",
                "--requirement",
                requirements.toString());
        if (pip.isPresent()) {
            return pip.map(said -> "pip could not install " + requirements + " (" + said + ")");
        }
        Files.copy(requirements, installed());
        return Optional.empty();
    }
}
