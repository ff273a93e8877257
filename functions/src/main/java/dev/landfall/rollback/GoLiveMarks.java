package dev.landfall.rollback;

import dev.landfall.capture.Capture;
import dev.landfall.gateway.Databases;
import dev.landfall.model.transfer.GoLiveBaseline;
import dev.landfall.model.transfer.WriteMark;
import dev.landfall.run.RunFiles;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Marks where the target's databases stand when it goes live; what they held was counted by the comparison. */
public record GoLiveMarks(Databases databases, RunFiles files, Clock clock) {

    /** Once marked it stays. With one database for both sides there is nothing to mark. */
    public GoLiveBaseline mark(String runId) {
        var key = GoLiveBaseline.key(runId);
        if (files.run(runId).sharesDatabase()) {
            files.writeIfAbsent(key, new GoLiveBaseline(runId, clock.instant(), Map.of()));
            return files.require(key, GoLiveBaseline.class);
        }
        if (files.read(key, GoLiveBaseline.class).isEmpty()) {
            var marks = new LinkedHashMap<String, WriteMark>();
            for (var database : files.require(Capture.key(runId), Capture.class).databases()) {
                marks.put(database.name(), databases.mark(database.target()));
            }
            files.writeIfAbsent(key, new GoLiveBaseline(runId, clock.instant(), marks));
        }
        return files.require(key, GoLiveBaseline.class);
    }
}
