package dev.landfall.mover.cli;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunName;
import dev.landfall.mover.store.ObjectStore;
import dev.landfall.mover.store.SealedStore;
import dev.landfall.mover.store.StoreLocation;
import java.util.Map;
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

    /** With the key of that database's copy, where the environment names one. */
    ObjectStore open(String database, Map<String, String> environment) {
        return SealedStore.of(open(), environment, new RunLayout(run).database(database));
    }
}
