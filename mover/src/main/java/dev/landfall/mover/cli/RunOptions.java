package dev.landfall.mover.cli;

import dev.landfall.model.RunName;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.StoreLocation;
import picocli.CommandLine.Option;

/** What names the run and its store. */
final class RunOptions {

    @Option(
            names = "--store",
            required = true,
            paramLabel = "URL",
            description = "s3://bucket[/prefix] or file:///folder")
    String store = "";

    @Option(names = "--run", required = true, paramLabel = "ID", description = "the run")
    String run = "";

    /** {@code RUN_NAME_INVALID} where the run's name is none. */
    ObjectStore open() {
        RunName.check(run);
        return StoreLocation.parse(store).open();
    }
}
