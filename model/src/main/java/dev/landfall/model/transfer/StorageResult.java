package dev.landfall.model.transfer;

/** What {@code mover copy-storage} answers: objects below the prefix, those that had to be copied, and their bytes. */
public record StorageResult(long objects, long copied, long copiedBytes, double seconds) {}
