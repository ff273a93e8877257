package dev.landfall.model.rights;

/** What an action works on: things of AWS, or objects of the run store. */
public sealed interface ArnPattern permits AwsResource, StoreObject {

    /** An ARN without {@code arn:partition:}, with names in braces that {@link ResourceNames} fills in. */
    String pattern();
}
