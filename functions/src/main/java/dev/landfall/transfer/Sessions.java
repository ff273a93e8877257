package dev.landfall.transfer;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.Databases;
import dev.landfall.gateway.Databases.Session;
import dev.landfall.model.failure.StillWaitingException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proof that nobody but Landfall is connected to the databases of one side. */
public record Sessions(Databases databases) {

    public void awaitNoneOnSource(Capture capture) {
        awaitNone(capture, CapturedDatabase::source, "source");
    }

    public void awaitNoneOnTarget(Capture capture) {
        awaitNone(capture, CapturedDatabase::target, "target");
    }

    /** Those on the source's databases, for people; empty where there is none. */
    public Optional<String> onSource(Capture capture) {
        return found(capture, CapturedDatabase::source);
    }

    private void awaitNone(Capture capture, Function<CapturedDatabase, DatabaseAddress> side, String name) {
        found(capture, side).ifPresent(found -> {
            throw new StillWaitingException(
                    "SESSIONS_LEFT",
                    "Waiting for sessions on the " + name + "'s databases to end: " + found + ".",
                    "Find out whose sessions they are and end them: a console, a cron job, another application.");
        });
    }

    private Optional<String> found(Capture capture, Function<CapturedDatabase, DatabaseAddress> side) {
        var found = new ArrayList<String>();
        for (var database : capture.databases()) {
            databases.sessions(side.apply(database)).stream()
                    .collect(Collectors.groupingBy(Sessions::text, Collectors.counting()))
                    .forEach((text, count) -> found.add(database.name() + ": " + count + " of " + text));
        }
        found.sort(null);
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    private static String text(Session session) {
        var application = session.applicationName().isBlank() ? "an unnamed program" : session.applicationName();
        return application + " as " + session.user() + " from "
                + (session.client().isBlank() ? "the server itself" : session.client()) + " (" + session.state() + ")";
    }
}
