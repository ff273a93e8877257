package dev.landfall.model.transfer;

import java.time.Instant;

/**
 * Left by a dump that failed, so that the restore beside it stops waiting.
 *
 * @param attempt of the failed dump
 * @param code of its problem
 * @param text of its problem, in one line
 */
public record DumpFailure(String attempt, Instant at, String code, String text) {}
