package dev.landfall.model.transfer;

/** How a table's rows travel: binary COPY wherever its types allow it, text where they do not. */
public enum CopyFormat {
    BINARY,
    TEXT
}
