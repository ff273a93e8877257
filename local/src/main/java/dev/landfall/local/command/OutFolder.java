package dev.landfall.local.command;

import dev.landfall.gateway.RunStore;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.model.RunLayout;
import dev.landfall.model.folder.FolderKind;
import dev.landfall.model.folder.OwnFolder;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Copies what a run wrote for people out of the run store: the reports, the bundle's digests and what those name. */
record OutFolder(Path folder) {

    private static final List<String> ALWAYS =
            List.of("report.html", "report.json", "ledger.html", "ledger.json", "source.json", "bundle.sha256");

    /** A line of {@code sha256sum}. */
    private static final Pattern NAMED = Pattern.compile("[0-9a-f]{64} [ *](.+)");

    /**
     * Makes the folder before a run starts, so that a place that cannot be written is told at once. {@code
     * FOLDER_PROTECTED} and {@code FOLDER_NOT_OURS} where it is one that Landfall did not make.
     */
    void prepare() {
        try {
            OwnFolder.claim(folder, FolderKind.OUTPUT);
            if (!Files.isWritable(folder)) {
                throw new java.nio.file.AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw WorldProblem.of("write into " + folder, e).asException(e);
        }
    }

    /** The report's place, where there is a report. */
    Optional<Path> fill(RunStore store, String runId) {
        prepare();
        var copied = ALWAYS.stream().filter(name -> copy(store, runId, name)).toList();
        var run = new RunLayout(runId);
        store.list(run.file("kit/"))
                .forEach(key -> copy(store, runId, key.substring(run.prefix().length())));
        store.read(run.file("bundle.sha256"))
                .ifPresent(bundle -> new String(bundle, StandardCharsets.UTF_8)
                        .lines()
                        .map(NAMED::matcher)
                        .filter(line -> line.matches())
                        .forEach(line -> copy(store, runId, line.group(1))));
        // One of an earlier run may lie here too, and is not this one's.
        return Stream.of("report.html", "ledger.html")
                .filter(copied::contains)
                .map(folder::resolve)
                .findFirst();
    }

    /** Whether the run has that file. */
    private boolean copy(RunStore store, String runId, String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            return false;
        }
        var content = store.read(new RunLayout(runId).file(name));
        content.ifPresent(bytes -> {
            try {
                var place = PrivatePlace.folder(file.resolveSibling(""));
                if (!place.toRealPath().startsWith(folder.toRealPath())) {
                    throw new java.nio.file.AccessDeniedException(place + ", a link to another folder,");
                }
                var half = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
                try {
                    PrivatePlace.write(half, bytes);
                    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(half);
                }
            } catch (IOException e) {
                throw WorldProblem.of("write " + file, e).asException(e);
            }
        });
        return content.isPresent();
    }
}
