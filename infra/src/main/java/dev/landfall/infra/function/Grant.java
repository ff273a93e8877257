package dev.landfall.infra.function;

/** One IAM action on one kind of resource. */
public record Grant(String action, AwsResource resource) {}
