package dev.landfall.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mount namespace, in which a command sees other folders than the machine has, and then a user without rights. Root
 * takes the container's own user; anybody else becomes root of a user namespace, without any capability.
 */
public final class MountNamespace {

    /** The container's user. */
    public static final int USER = 10_001;

    private static final List<String> AS_ROOT = List.of("unshare", "--mount");
    private static final List<String> AS_ANYBODY = List.of("unshare", "--map-root-user", "--mount");

    private MountNamespace() {}

    private static final class Found {
        private static final List<List<String>> FORMS = isRoot() ? List.of(AS_ROOT, AS_ANYBODY) : List.of(AS_ANYBODY);
        private static final Optional<List<String>> FORM =
                FORMS.stream().filter(MountNamespace::works).findFirst();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean works(List<String> form) {
        try {
            var command = new ArrayList<>(form);
            command.addAll(List.of("mount", "-t", "tmpfs", "-o", "mode=0755", "scratch", "/tmp"));
            return ToolCommand.run(java.nio.file.Path.of("/"), command.toArray(String[]::new))
                    .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Why no namespace can be made here; empty where one can. */
    public static Optional<String> missing() {
        return Found.FORM.isPresent()
                ? Optional.empty()
                : Optional.of("no mount namespace can be made: neither unshare --mount as root nor unshare"
                        + " --map-root-user --mount is allowed here");
    }

    /**
     * A command that runs {@code preparation}, which may mount, and then {@code program} as a user without rights.
     *
     * @param preparation lines of a POSIX shell
     * @param program words of the shell, quoted by whoever gives them
     */
    public static List<String> command(String preparation, String program) {
        var form =
                Found.FORM.orElseThrow(() -> new IllegalStateException(missing().orElseThrow()));
        var user = form.equals(AS_ROOT)
                ? "--reuid=" + USER + " --regid=" + USER + " --clear-groups"
                : "--bounding-set=-all --inh-caps=-all";
        var command = new ArrayList<>(form);
        command.addAll(List.of("sh", "-c", "set -eu\n" + preparation + "\nexec setpriv " + user + " -- " + program));
        return command;
    }

    /** The mode with which root's own folder refuses that user: of an owner it must say so itself. */
    public static String modeOfRootsOwn() {
        return Found.FORM.filter(AS_ROOT::equals).isPresent() ? "0755" : "0555";
    }
}
