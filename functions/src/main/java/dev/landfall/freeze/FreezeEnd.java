package dev.landfall.freeze;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Notices;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.RunLayout;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Tells the approvers, once each, that the freeze is over. The old side stays at 0 and intact. */
public record FreezeEnd(Notices notices, RunFiles files, Clock clock) {

    /** That one address was told. */
    public record Told(String address, Instant at) {}

    /** The addresses that were told by this call. */
    public List<String> announce(String runId, Configuration configuration) {
        return configuration.approvals().approvers().stream()
                .filter(address -> tell(runId, configuration.domain(), address))
                .toList();
    }

    /** Remembered after the mail was sent: told twice is better than never. */
    private boolean tell(String runId, String domain, String address) {
        var key = new RunLayout(runId).file("notices/freeze-over-" + address + ".json");
        if (files.read(key, Told.class).isPresent()) {
            return false;
        }
        notices.send(
                address,
                "Retool has moved: the freeze is over",
                domain + " is served by the new cluster, and the freeze is over.\n\n"
                        + "The old side stands at 0, untouched, so that "
                        + DeploymentName.here().named("rollback")
                        + " can go back to it.\n"
                        + "Run: " + runId + "\n");
        return files.writeIfAbsent(key, new Told(address, clock.instant())) == Change.CREATED;
    }
}
