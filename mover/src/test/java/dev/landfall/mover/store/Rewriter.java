package dev.landfall.mover.store;

import dev.landfall.model.transfer.CompletedTables;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rewrites one object as fast as it can, now long, now short; the program does so as a process of its own. */
final class Rewriter {

    static final String KEY = "runs/d/completed.json";

    private static final int LONGEST = 4_000;

    private Rewriter() {}

    /** Arguments: the store's folder, for how many milliseconds. */
    public static void main(String[] arguments) {
        var end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000;
        System.out.println(write(new FolderStore(Path.of(arguments[0])), end));
    }

    /** Every number gives content of another length. */
    static CompletedTables tables(int number) {
        return new CompletedTables(
                "attempt",
                IntStream.range(0, number * 977 % LONGEST).boxed().collect(Collectors.toMap(each -> each, each -> 7L)));
    }

    /** How often it wrote. */
    static int write(ObjectStore store, long endNanos) {
        var written = 0;
        while (System.nanoTime() < endNanos) {
            store.writeJson(KEY, tables(written++));
        }
        return written;
    }

    /** How often it read; every reading was whole. */
    static int read(ObjectStore store, long endNanos) {
        var read = 0;
        while (System.nanoTime() < endNanos) {
            store.readJson(KEY, CompletedTables.class).orElseThrow();
            read++;
        }
        return read;
    }
}
