package dev.landfall.watch;

import dev.landfall.gateway.Notices;
import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells the approvers, once each, how a run ended that did not close itself. */
record EndNotice(Notices notices, RunFiles files, Clock clock) {

    /** That one address was told. */
    record Told(String address, Instant at) {}

    void announce(String runId, List<String> addresses, String text) {
        addresses.forEach(address -> tell(runId, address, text));
    }

    /** Remembered after the mail was sent: told twice is better than never. */
    private void tell(String runId, String address, String text) {
        var key = new RunLayout(runId).file("notices/ended-" + address + ".json");
        if (files.read(key, Told.class).isEmpty()) {
            notices.send(address, "Retool's move: a run ended before its time", text + "\nRun: " + runId + "\n");
            files.writeIfAbsent(key, new Told(address, clock.instant()));
        }
    }
}
