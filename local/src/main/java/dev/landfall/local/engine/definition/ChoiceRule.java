package dev.landfall.local.engine.definition;

/** One branch of a Choice state. */
public record ChoiceRule(Template condition, String next, Results results) {}
