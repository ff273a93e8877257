package dev.landfall.gateway;

/** An EventBridge rule or schedule that starts tasks on the source cluster. */
public record Schedule(String name, boolean enabled) {}
