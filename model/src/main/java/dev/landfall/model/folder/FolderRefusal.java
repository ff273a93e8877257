package dev.landfall.model.folder;

import dev.landfall.model.failure.Problem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which folders Landfall neither writes into nor deletes: {@code FOLDER_PROTECTED} whatever is in it, {@code
 * FOLDER_NOT_OURS} where nothing proves that Landfall made it.
 */
final class FolderRefusal {

    private FolderRefusal() {}

    /** Of a folder that is to be made, or used again. */
    static Optional<Problem> toUse(FolderFacts facts, FolderKind kind) {
        return protectedPlace(facts)
                .or(() -> facts.empty() && facts.marker().isEmpty()
                        ? Optional.empty()
                        : notOurs(
                                facts,
                                kind,
                                "Name a folder that is empty or not there yet, and Landfall makes it its own."));
    }

    /** Of a folder of which something is to be deleted. */
    static Optional<Problem> toDelete(FolderFacts facts, FolderKind kind) {
        return protectedPlace(facts)
                .or(() -> facts.mountPoints().stream()
                        .findFirst()
                        .map(place -> place(facts, "holds the mount point " + place)))
                .or(() -> notOurs(
                        facts, kind, "Look at what it is; if an earlier Landfall made it, delete it yourself."));
    }

    /** Of one whose content other users can read, or could change. */
    static Problem openToOthers(Path folder, FolderKind kind, String mode) {
        return Problem.operator(
                "FOLDER_OPEN_TO_OTHERS",
                "Other users of this machine may look into " + folder + " (" + mode + "), which holds " + kind.word()
                        + ". Nothing was touched.",
                "Run chmod 700 " + folder
                        + ", or name a folder that is not there yet; where its file system has no such"
                        + " modes, use another disk.");
    }

    private static Optional<Problem> protectedPlace(FolderFacts facts) {
        if (facts.path().getParent() == null) {
            return Optional.of(place(facts, "is the root of the file system"));
        }
        if (facts.homes().contains(facts.path())) {
            return Optional.of(place(facts, "is your home folder"));
        }
        if (facts.homes().stream().anyMatch(home -> home.startsWith(facts.path()))) {
            return Optional.of(place(facts, "holds your home folder"));
        }
        if (facts.mountPoints().contains(facts.path())) {
            return Optional.of(place(facts, "is a mount point"));
        }
        return facts.checkout() ? Optional.of(place(facts, "is a Git checkout")) : Optional.empty();
    }

    private static Problem place(FolderFacts facts, String what) {
        return Problem.operator(
                "FOLDER_PROTECTED",
                facts.path() + " " + what + ". Nothing was touched.",
                "Name a folder of its own, such as one below it.");
    }

    private static Optional<Problem> notOurs(FolderFacts facts, FolderKind kind, String remedy) {
        var found = facts.marker().map(FolderMarker::kind);
        if (found.filter(kind::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.operator(
                "FOLDER_NOT_OURS",
                found.map(other -> facts.path() + " is a folder of Landfall for " + other.word() + ", not for "
                                        + kind.word())
                                .orElse(facts.path() + " holds something, and no file " + FolderMarker.FILE
                                        + " in it proves that Landfall made it for " + kind.word())
                        + ". Nothing was touched.",
                remedy));
    }
}
