package dev.landfall.gateway;

/** The files in S3 that ECS reads environment variables from. */
public interface EnvironmentFiles {

    /**
     * The exact bytes of a file.
     *
     * @param arn {@code arn:aws:s3:::bucket/key}, as a task definition names it
     * @return the content; it may hold secrets. A file that cannot be had is an {@code ENVIRONMENT_FILE_UNREADABLE}
     *     problem of the operator
     */
    SecretText read(String arn);
}
