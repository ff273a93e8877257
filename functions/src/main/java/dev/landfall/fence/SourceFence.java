package dev.landfall.fence;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.fence.DatabaseFence.Saved;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;

/**
 * Makes new transactions of the source's databases read-only unless they ask otherwise, and ends the sessions that are older
 * than that. It keeps away who does not know; that nobody wrote is proven by a count. Where the user may not, it does nothing.
 */
public record SourceFence(Databases databases, RunFiles files) {

    private static final Optional<String> RAISED = Optional.of("on");

    /** What stood there is written down first. Nothing in a rehearsal, and nothing where both sides share the database. */
    public void raise(String runId) {
        var run = files.run(runId);
        if (run.mode() != RunMode.CUTOVER || run.sharesDatabase()) {
            return;
        }
        for (var database : files.require(Capture.key(runId), Capture.class).databases()) {
            var address = database.source();
            var now = databases.fence(address);
            if (now.mayChange() && !now.readOnly().equals(RAISED)) {
                save(address, new Saved(runId, now.readOnly()));
                databases.readOnlyByDefault(address, RAISED);
            }
            databases.endSessions(address);
        }
    }

    /** Where it is not raised now, what stands there is somebody's own, whatever an earlier run wrote down. */
    private void save(DatabaseAddress address, Saved saved) {
        var fence = standing();
        var all = new HashMap<>(fence.databases());
        all.put(DatabaseFence.name(address), saved);
        files.write(DatabaseFence.KEY, new DatabaseFence(all, fence.changed()));
    }

    /** Gives back what stood in the databases of that run's source; what somebody changed meanwhile stays and is named. */
    public void lower(String frozenBy) {
        var fence = standing();
        if (fence.databases().isEmpty()) {
            return;
        }
        var left = new HashMap<>(fence.databases());
        var changed = new ArrayList<String>();
        for (var address : files.require(Capture.key(frozenBy), Capture.class).databases().stream()
                .map(CapturedDatabase::source)
                .toList()) {
            var name = DatabaseFence.name(address);
            Optional.ofNullable(fence.databases().get(name))
                    .flatMap(saved -> giveBack(address, saved))
                    .ifPresent(now -> changed.add(name
                            + ": default_transaction_read_only was changed meanwhile and is left at " + now + "."));
            left.remove(name);
        }
        files.write(DatabaseFence.KEY, new DatabaseFence(left, changed));
    }

    /** What somebody else set; empty where it is as it was. */
    private Optional<String> giveBack(DatabaseAddress address, Saved saved) {
        var now = databases.fence(address).readOnly();
        if (now.equals(RAISED)) {
            databases.readOnlyByDefault(address, saved.readOnly());
            return Optional.empty();
        }
        return now.equals(saved.readOnly()) ? Optional.empty() : Optional.of(now.orElse("its default"));
    }

    private DatabaseFence standing() {
        return files.read(DatabaseFence.KEY, DatabaseFence.class).orElse(DatabaseFence.NONE);
    }
}
