package dev.landfall.model.transfer;

import java.util.Locale;

/** How closely source and target are compared. */
public enum CompareLevel {
    /** Exact row counts. */
    ROWS,
    /** Exact row counts and the content of every row. */
    CONTENT;

    /** As on the command line: {@code rows}, {@code content}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
