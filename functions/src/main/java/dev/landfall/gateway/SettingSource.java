package dev.landfall.gateway;

/** Where a container gets the value of a setting from. */
public sealed interface SettingSource {

    /** In plain text in the definition. It may be a secret all the same, so it is kept as one. */
    record Plain(SecretText value) implements SettingSource {}

    /** By reference: a Secrets Manager ARN (with JSON key), an SSM parameter, {@code kubernetes:secret/key}. */
    record Reference(String reference) implements SettingSource {}
}
