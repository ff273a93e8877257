package dev.landfall.mover.cli;

import dev.landfall.mover.restore.Permission;
import dev.landfall.mover.restore.Permission.Replacing;
import picocli.CommandLine.Option;

/** What a restore may replace; the same for {@code mover restore} and {@code landfall move}. */
public final class ReplaceOptions {

    @Option(
            names = "--replace",
            description = "Replaces a target database that holds tables of its own, or a finished copy in which nothing"
                    + " was written since.")
    private boolean replace;

    @Option(
            names = "--replace-changed",
            description = "Replaces a finished copy too that was written to since, or is newer: those rows are gone.")
    private boolean replaceChanged;

    @Option(
            names = "--take-over",
            description = "Ends another run that works on this target, which then says so, and takes its place.")
    private boolean takeOver;

    /** What the options say together. */
    public Permission permission() {
        var replacing = replaceChanged ? Replacing.CHANGED : replace ? Replacing.UNCHANGED : Replacing.UNFINISHED;
        return new Permission(replacing, takeOver);
    }
}
