package dev.landfall.capture;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.model.failure.Problem;
import java.util.Map;
import java.util.Optional;

/** Follows settings to their exact bytes, wherever they are kept. */
public record SettingValues(SecretVault vault, TargetCluster target) {

    /** What {@code kubernetes:secret/key} begins with. */
    public static final String KUBERNETES = "kubernetes:";

    public SecretText value(SettingSource setting) {
        return switch (setting) {
            case SettingSource.Plain(SecretText value) -> value;
            case SettingSource.Reference(String reference) -> resolve(reference);
        };
    }

    /** The same, empty where the cluster's secret or its key is not there. */
    public Optional<SecretText> find(SettingSource setting) {
        return switch (setting) {
            case SettingSource.Plain(SecretText value) -> Optional.of(value);
            case SettingSource.Reference(String reference) ->
                reference.startsWith(KUBERNETES) ? inCluster(reference) : Optional.of(vault.resolve(reference));
        };
    }

    /** The value as text, for a setting that is no secret. */
    public Optional<String> text(Map<String, SettingSource> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .map(setting -> value(setting).reveal().strip())
                .filter(text -> !text.isEmpty());
    }

    private SecretText resolve(String reference) {
        if (!reference.startsWith(KUBERNETES)) {
            return vault.resolve(reference);
        }
        return inCluster(reference)
                .orElseThrow(() -> Problem.operator(
                                "SECRET_MISSING",
                                "The cluster's secret " + reference.substring(KUBERNETES.length()) + " does not exist.",
                                "Check that the release was installed whole.")
                        .asException());
    }

    private Optional<SecretText> inCluster(String reference) {
        var parts = reference.substring(KUBERNETES.length()).split("/", 2);
        return Optional.of(parts).filter(each -> each.length == 2).flatMap(each -> target.secret(each[0], each[1]));
    }
}
