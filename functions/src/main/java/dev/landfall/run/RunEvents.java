package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/**
 * Tells other programs what happened to a run, each thing once: a note is written before the event is put, so one may be
 * lost, and none comes twice. An event that cannot be put ends nothing.
 */
public record RunEvents(Gateways gateways) {

    private static final Logger LOG = System.getLogger(RunEvents.class.getName());

    /** What can have happened. */
    public enum Kind {
        STARTED("run started"),
        SWITCHED("switched");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** When an event was put. */
    record Put(Instant at) {}

    /** Of the run as its record tells it now. */
    public void announce(String runId, Kind kind) {
        try {
            var files = new RunFiles(gateways.runStore());
            var now = gateways.clock().instant();
            var key = new RunLayout(runId).file("notices/event-" + kind.words.replace(' ', '-') + ".json");
            if (files.writeIfAbsent(key, new Put(now)) == Change.CREATED) {
                put(kind.words, RunEvent.of(files.run(runId), now));
            }
        } catch (LandfallException e) {
            LOG.log(Level.WARNING, e.problem().text());
        }
    }

    /**
     * Of a run whose record was closed just now, which is the note: another object of the run would come after the bundle that
     * proves all of them.
     */
    void ended(RunRecord closed) {
        once("ended", RunEvent.of(closed, gateways.clock().instant()));
    }

    /** Of what writes an object of its own that says that it is the first time, as a gate does. */
    public void once(String words, RunEvent event) {
        try {
            put(words, event);
        } catch (LandfallException e) {
            LOG.log(Level.WARNING, e.problem().text());
        }
    }

    private void put(String words, RunEvent event) {
        try {
            gateways.notices().announce("Landfall " + words, Json.MAPPER.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event always has a JSON form", e);
        }
    }
}
