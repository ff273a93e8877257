package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;

/** {@code ROW_TOO_LARGE}: a row is held in memory whole, more than once, and did not fit. */
public final class RowTooLarge {

    private static final int MEBIBYTE_BITS = 20;

    private RowTooLarge() {}

    /**
     * What it is and what to do.
     *
     * @param doing what the memory was for, such as {@code reading public.files}
     */
    public static LandfallException of(String doing, OutOfMemoryError cause) {
        return Problem.operator(
                        "ROW_TOO_LARGE",
                        "The mover's memory of " + (Runtime.getRuntime().maxMemory() >> MEBIBYTE_BITS)
                                + " MiB was not enough while " + doing + ": a row has to fit into it several times.",
                        "Set LANDFALL_MOVER_HEAP to eight times the largest row, such as 2g, where the mover starts (its"
                                + " shell, task or Job), give it that memory, and run again.")
                .asException(cause);
    }
}
