package dev.landfall.ledger;

import dev.landfall.gateway.SettingSource;

/** How a setting's value reaches the container today. */
public enum SourceKind {
    PLAIN,
    SECRET,
    WHOLE_SECRET,
    PARAMETER,
    FILE;

    /**
     * Of a setting of a task definition. A Secrets Manager ARN with JSON key, stage or version has more than seven
     * parts; everything else that is a reference is a parameter of Systems Manager, by ARN or by bare name.
     */
    static SourceKind of(SettingSource source) {
        return switch (source) {
            case SettingSource.Plain plain -> PLAIN;
            case SettingSource.Reference(String reference) -> {
                if (!reference.contains(":secretsmanager:")) {
                    yield PARAMETER;
                }
                var parts = reference.split(":", -1);
                yield parts.length > 7 && !parts[7].isEmpty() ? SECRET : WHOLE_SECRET;
            }
        };
    }
}
