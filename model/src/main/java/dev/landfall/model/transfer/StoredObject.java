package dev.landfall.model.transfer;

/**
 * An object of the run store.
 *
 * @param key from the store's root
 * @param sha256 in hexadecimal
 */
public record StoredObject(String key, long bytes, String sha256) {}
