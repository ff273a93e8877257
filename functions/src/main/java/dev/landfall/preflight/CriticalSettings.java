package dev.landfall.preflight;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.capture.SettingValues;
import dev.landfall.capture.Settings;
import dev.landfall.capture.SourceServices;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetDeployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The exact bytes of the critical settings on both sides. They stay in memory; words and fingerprints go on. */
public final class CriticalSettings {

    /** Which secret of the cluster the chart keeps a setting in. */
    private static final Map<String, String> SECRETS = Map.of(
            "ENCRYPTION_KEY", "encryption-key",
            "JWT_SECRET", "jwt-secret",
            "LICENSE_KEY", "license-key");

    private final Gateways gateways;
    private final SettingValues values;

    public CriticalSettings(Gateways gateways) {
        this.gateways = gateways;
        this.values = new SettingValues(gateways.secretVault(), gateways.target());
    }

    /** Values on the source by container. */
    Map<String, SecretText> onSource(String name) {
        var found = new LinkedHashMap<String, SecretText>();
        for (var service : SourceServices.in(gateways)) {
            for (var container : service.containers()) {
                var setting = container.settings().get(name);
                if (setting != null) {
                    found.put(service.name() + "/" + container.name(), values.value(setting));
                }
            }
        }
        return found;
    }

    /** The value on the target: of the main deployment's setting, or of the chart's secret under its usual keys. */
    Optional<SecretText> onTarget(String name) {
        var inventory = Inventory.of(gateways);
        Optional<SettingSource> setting = gateways.target().deployments().stream()
                .filter(deployment -> inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND))
                .map(TargetDeployment::settings)
                .map(settings -> settings.get(name))
                .flatMap(Stream::ofNullable)
                .findFirst();
        return setting.map(values::value).or(() -> inSecret(name));
    }

    private Optional<SecretText> inSecret(String name) {
        var secret = SECRETS.get(name);
        if (secret == null) {
            return Optional.empty();
        }
        return Stream.of(secret, "key", "value", "secret", name, name.toLowerCase(java.util.Locale.ROOT), "password")
                .flatMap(key -> gateways.target().secret(secret, key).stream())
                .findFirst();
    }

    /** What disagrees, in words; empty where everything that must agree does. */
    public List<String> disagreements() {
        var found = new ArrayList<String>();
        for (var name : Settings.CRITICAL) {
            disagreement(name).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** For one setting. */
    public Optional<String> disagreement(String name) {
        var source = onSource(name);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        var first = source.entrySet().iterator().next();
        var other = source.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(first.getValue()))
                .findFirst();
        if (other.isPresent()) {
            return Optional.of(
                    name + " of " + first.getKey() + " and of " + other.get().getKey() + " differ");
        }
        var target = onTarget(name);
        if (target.isEmpty()) {
            return Optional.of(name + " is set on the source and not on the target");
        }
        return KeyAgreement.difference(first.getValue(), target.get()).map(how -> name + ": " + how);
    }

    /** Whether the source has that setting at all. */
    public boolean isOnSource(String name) {
        return !onSource(name).isEmpty();
    }
}
