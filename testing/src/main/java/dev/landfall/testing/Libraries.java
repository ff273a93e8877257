package dev.landfall.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The libraries that a module is built and tested with, against the digests that were committed: a registry or a mirror
 * that serves other bytes under a known version is seen. Maven 3.8 cannot check this itself.
 *
 * @param listed the module's {@code libraries.sha256}, as {@code sha256sum} reads it
 */
public record Libraries(Path listed) {

    /** Of the module that runs the test. */
    static Libraries ofThisModule() {
        return new Libraries(Path.of("libraries.sha256").toAbsolutePath());
    }

    /**
     * Fails where a library on this test's class path has other bytes than were committed, or is not listed; with
     * {@code -Dlandfall.write.docs=true} it lists them anew.
     *
     * @param module whose test it is, for the command in the failure
     */
    public static void verify(String module) throws IOException {
        var found = onClassPath(System.getProperty("java.class.path"), Path.of(System.getProperty("landfall.root")));
        var libraries = ofThisModule();
        if (Boolean.getBoolean("landfall.write.docs")) {
            libraries.write(found);
        }
        var unlike = new TreeMap<>(found);
        unlike.entrySet().removeAll(libraries.expected().entrySet());
        if (found.isEmpty() || !unlike.isEmpty()) {
            throw new AssertionError(
                    "%d libraries on the class path, of which these are not what was committed: %s. After a change of versions: mvn test -pl %s -am -Dtest=LibrariesTest -Dlandfall.write.docs=true -Dsurefire.failIfNoSpecifiedTests=false"
                            .formatted(found.size(), unlike, module));
        }
    }

    /** Digest by file name, of every archive on the class path that is not this project's own. */
    static Map<String, String> onClassPath(String classPath, Path root) throws IOException {
        var own = root.toRealPath();
        var digests = new TreeMap<String, String>();
        for (var entry : classPath.split(File.pathSeparator)) {
            var file = Path.of(entry);
            if (entry.endsWith(".jar")
                    && Files.exists(file)
                    && !file.toRealPath().startsWith(own)) {
                digests.put(file.getFileName().toString(), digest(file));
            }
        }
        return digests;
    }

    /** As committed, digest by file name. */
    Map<String, String> expected() throws IOException {
        var digests = new TreeMap<String, String>();
        try (Stream<String> lines = Files.lines(listed)) {
            lines.forEach(line -> digests.put(line.substring(DIGITS).strip(), line.substring(0, DIGITS)));
        }
        return digests;
    }

    /** Writes what is on the class path as what is expected. */
    void write(Map<String, String> digests) throws IOException {
        var lines = new StringBuilder();
        digests.forEach(
                (name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        Files.writeString(listed, lines);
    }

    private static final int DIGITS = 64;

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
