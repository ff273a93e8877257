package dev.landfall.embedded;

import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The user that runs the server: PostgreSQL refuses to be run by root, so root runs it as {@code nobody}; anybody else
 * runs it as themselves.
 *
 * @param other the user to change to, empty when the server runs as who we are
 */
record ServerUser(Optional<String> other) {

    private static final List<String> PROGRAM_FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    static ServerUser choose() {
        return new ServerUser(isRoot() ? Optional.of("nobody") : Optional.empty());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command that runs the given one as this user. */
    List<String> command(List<String> program) {
        if (other.isEmpty()) {
            return program;
        }
        var user = other.get();
        var command = new ArrayList<String>();
        var setpriv = find("setpriv");
        var runuser = find("runuser");
        if (setpriv.isPresent()) {
            command.addAll(List.of(
                    setpriv.get().toString(), "--reuid=" + user, "--regid=" + ownGroup(user), "--clear-groups", "--"));
        } else if (runuser.isPresent()) {
            command.addAll(List.of(runuser.get().toString(), "-u", user, "--"));
        } else {
            throw Problem.operator(
                            "POSTGRES_REFUSES_ROOT",
                            "PostgreSQL refuses to be run by root, and neither setpriv nor runuser is installed here.",
                            "Run as another user than root, or install util-linux.")
                    .asException();
        }
        command.addAll(program);
        return command;
    }

    /** The folder itself where this user can reach it, else a folder of the same name's digest below the temporary one. */
    Path reachable(Path folder) {
        if (other.isEmpty() || ancestorsOpen(folder)) {
            return folder;
        }
        var name = "landfall-" + HexFormat.of().toHexDigits(folder.toString().hashCode()) + "-" + folder.getFileName();
        return Path.of(System.getProperty("java.io.tmpdir")).resolve(name).toAbsolutePath();
    }

    /** Makes a folder that only this user reads. */
    void createOwned(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        own(folder);
    }

    void own(Path file) throws IOException {
        if (other.isPresent()) {
            var lookup = file.getFileSystem().getUserPrincipalLookupService();
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setOwner(lookup.lookupPrincipalByName(other.get()));
        }
    }

    private static String ownGroup(String user) {
        try {
            var id = new ProcessBuilder("id", "-g", user).start();
            return new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean ancestorsOpen(Path folder) {
        try {
            for (var ancestor = folder.getParent(); ancestor != null; ancestor = ancestor.getParent()) {
                if (Files.exists(ancestor)
                        && !Files.getPosixFilePermissions(ancestor).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String program) {
        return PROGRAM_FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
