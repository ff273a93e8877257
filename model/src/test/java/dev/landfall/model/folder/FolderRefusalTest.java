package dev.landfall.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decided from what was seen: no folder is touched here. */
class FolderRefusalTest {

    private static final Path HOME = Path.of("/home/ann");
    private static final Path PLACE = HOME.resolve("world");

    @ParameterizedTest
    @EnumSource(FolderKind.class)
    void aPlaceThatOthersNeedIsRefusedEvenWithAMarker(FolderKind kind) {
        assertThat(both(at(Path.of("/"), kind), kind))
                .allSatisfy(problem -> assertThat(problem.seen()).contains("/ is the root of the file system"));
        assertThat(both(at(HOME, kind), kind))
                .allSatisfy(problem -> assertThat(problem.seen()).contains("is your home folder"));
        assertThat(both(at(Path.of("/home"), kind), kind))
                .allSatisfy(problem -> assertThat(problem.seen()).contains("holds your home folder"));
        assertThat(both(new FolderFacts(PLACE, Set.of(HOME), List.of(PLACE), false, false, marker(kind)), kind))
                .allSatisfy(problem -> assertThat(problem.seen()).contains("is a mount point"));
        assertThat(both(new FolderFacts(PLACE, Set.of(HOME), List.of(), true, false, marker(kind)), kind))
                .allSatisfy(problem -> assertThat(problem.seen()).contains("is a Git checkout"));
    }

    @Test
    void whatIsMountedBelowKeepsAFolderFromBeingDeletedOnly() {
        var facts = new FolderFacts(
                PLACE, Set.of(HOME), List.of(PLACE.resolve("disk")), false, false, marker(FolderKind.WORLD));

        assertThat(FolderRefusal.toUse(facts, FolderKind.WORLD)).isEmpty();
        assertThat(FolderRefusal.toDelete(facts, FolderKind.WORLD).orElseThrow().seen())
                .contains("holds the mount point /home/ann/world/disk");
    }

    @Test
    void contentWithoutAMarkerIsForeign() {
        var facts = new FolderFacts(PLACE, Set.of(HOME), List.of(), false, false, Optional.empty());

        assertThat(both(facts, FolderKind.WORLD))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("FOLDER_NOT_OURS"));
    }

    @Test
    void anEmptyFolderMayBecomeOursAndIsNotOursToDelete() {
        var facts = new FolderFacts(PLACE, Set.of(HOME), List.of(), false, true, Optional.empty());

        assertThat(FolderRefusal.toUse(facts, FolderKind.WORLD)).isEmpty();
        assertThat(FolderRefusal.toDelete(facts, FolderKind.WORLD)).isPresent();
    }

    @Test
    void aFolderForSomethingElseIsNamedAsWhatItIs() {
        var facts = at(PLACE, FolderKind.OBJECTS);

        assertThat(both(facts, FolderKind.WORLD))
                .allSatisfy(problem -> assertThat(problem.seen())
                        .contains("is a folder of Landfall for objects of moves, not for a local world"));
        assertThat(FolderRefusal.toDelete(facts, FolderKind.OBJECTS)).isEmpty();
    }

    @Test
    void theSystemTellsWhatIsMounted() throws IOException {
        assertThat(FolderFacts.of(Path.of("/")).mountPoints()).contains(Path.of("/"));
        assertThat(FolderFacts.of(Path.of("/proc")).mountPoints()).contains(Path.of("/proc"));
        assertThat(FolderFacts.of(Path.of(System.getProperty("user.home"))).homes())
                .contains(Path.of(System.getProperty("user.home")).toRealPath());
    }

    private static List<Problem> both(FolderFacts facts, FolderKind kind) {
        return List.of(
                FolderRefusal.toUse(facts, kind).orElseThrow(),
                FolderRefusal.toDelete(facts, kind).orElseThrow());
    }

    private static FolderFacts at(Path path, FolderKind kind) {
        return new FolderFacts(path, Set.of(HOME), List.of(), false, false, marker(kind));
    }

    private static Optional<FolderMarker> marker(FolderKind kind) {
        return Optional.of(FolderMarker.of(kind, PLACE));
    }
}
