package dev.landfall.local.command.view;

import dev.landfall.gateway.RunStore;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.transfer.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the movers of a run say of themselves in its store. */
public final class TransferProgress {

    /** States in which a mover works. */
    public static final Set<String> MOVES = Set.of("DumpDatabase", "RestoreDatabase", "CompareDatabase");

    private static final Logger LOG = LoggerFactory.getLogger(TransferProgress.class);
    private static final List<String> COMMANDS = List.of("dump", "restore", "compare");

    private TransferProgress() {}

    /** By database, in the order dump, restore, compare; those that have not begun are left out. */
    public static List<Progress> read(RunStore store, String runId) {
        var layout = new RunLayout(runId);
        var found = new ArrayList<Progress>();
        for (var database : store.folders(layout.file("databases/"))) {
            for (var each : COMMANDS) {
                store.read(layout.database(database).progress(each))
                        .flatMap(TransferProgress::parse)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Progress> parse(byte[] json) {
        try {
            return Optional.of(Json.MAPPER.readValue(json, Progress.class));
        } catch (IOException e) {
            LOG.warn("a progress file cannot be read", e);
            return Optional.empty();
        }
    }
}
