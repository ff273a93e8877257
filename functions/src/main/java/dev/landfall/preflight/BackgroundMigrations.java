package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.freeze.Standing;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the target's version does to its database long after it serves. No table and no address that Retool documents says
 * whether it has ended, so nothing here does: it is told as not finished, and looked at again by every later preflight.
 */
public final class BackgroundMigrations {

    static final String NAME = "background-migrations";

    private BackgroundMigrations() {}

    /** A sentence for each that the move begins, by its name; {@code since} the target's start. */
    public static List<Begun> of(Capture capture, Instant since) {
        return begun(capture).stream()
                .map(migration -> new Begun(
                        migration.name() + "-migration",
                        "Not finished: " + migration.what() + ". Look after "
                                + since.plus(Duration.ofHours(migration.hours())) + ": "
                                + migration.look() + " (" + migration.source() + ")."))
                .toList();
    }

    /** One that a start of the target has begun. */
    public record Begun(String name, String told) {}

    static Check check(Scene scene) {
        var found = begun(scene.capture());
        if (found.isEmpty()) {
            return Check.ok(NAME, "Nothing is known that this version's first start leaves to do in the background.");
        }
        var what = found.stream()
                .map(migration -> migration.what() + " (" + migration.source() + ").")
                .collect(Collectors.joining(" "));
        var look = found.stream().map(migration -> migration.look() + ".").collect(Collectors.joining(" "));
        return Check.warning(
                NAME,
                what + live(scene).map(at -> since(scene, found, at)).orElse(""),
                "Upgrade no further before somebody looked at how it ended: " + look);
    }

    private static String since(Scene scene, List<KnownVersions.BackgroundMigration> found, Instant live) {
        var end = live.plus(Duration.ofHours(found.stream()
                .mapToInt(KnownVersions.BackgroundMigration::hours)
                .max()
                .orElseThrow()));
        return " The target is live since " + live + ": "
                + (scene.gateways().clock().instant().isBefore(end)
                        ? "not finished; look after " + end + "."
                        : "its time was over at " + end + ", so look now.");
    }

    private static Optional<Instant> live(Scene scene) {
        var files = new RunFiles(scene.gateways().runStore());
        var standing = Standing.of(files);
        return standing.live() == Standing.Side.TARGET
                ? standing.runId().map(files::run).flatMap(RunRecord::dnsSwitched)
                : Optional.empty();
    }

    private static List<KnownVersions.BackgroundMigration> begun(Capture capture) {
        var source = ImageVersion.of(capture.sourceImage());
        var target = ImageVersion.of(capture.targetImage());
        return source.isEmpty() || target.isEmpty()
                ? List.of()
                : KnownVersions.shipped().backgroundMigrations().stream()
                        .filter(migration -> migration.isBegunBy(source.get(), target.get()))
                        .toList();
    }
}
