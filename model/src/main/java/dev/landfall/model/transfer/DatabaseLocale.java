package dev.landfall.model.transfer;

/** How a database encodes and sorts text: {@code UTF8}, {@code en_US.UTF-8}, {@code en_US.UTF-8}. */
public record DatabaseLocale(String encoding, String collate, String ctype) {}
