package dev.landfall.ledger;

import dev.landfall.capture.SettingValues;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of the target's settings and their keyed fingerprints, each read once: deployments of a release have most of
 * theirs from the same secret. They stay in memory.
 */
final class TargetValues {

    private final Gateways gateways;
    private final SettingValues values;
    private final Map<String, Optional<SecretText>> read = new HashMap<>();
    private final Map<SecretText, String> fingerprints = new HashMap<>();

    TargetValues(Gateways gateways) {
        this.gateways = gateways;
        this.values = new SettingValues(gateways.secretVault(), gateways.target());
    }

    /** Empty where the cluster's secret has no such key: a pod with that variable does not start. */
    Optional<SecretText> value(SettingSource setting) {
        return switch (setting) {
            case SettingSource.Plain(SecretText value) -> Optional.of(value);
            case SettingSource.Reference(String reference) ->
                read.computeIfAbsent(reference, wanted -> values.find(setting));
        };
    }

    String fingerprint(SecretText value) {
        return fingerprints.computeIfAbsent(
                value, text -> gateways.secretVault().fingerprint(text.bytes()));
    }
}
