package dev.landfall.ledger;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the container of one deployment of the target really gets: {@code env} over {@code envFrom}, of a name that stands
 * twice the later.
 *
 * @param role the first of its roles, by which it is held against the source; empty for one whose role is not known
 * @param isTemporals whether it runs a Temporal server, which once it is live may work on the source's
 */
record TargetEnvironment(
        TargetDeployment deployment, Optional<ServiceRole> role, boolean isTemporals, TargetValues values) {

    static List<TargetEnvironment> of(Gateways gateways) {
        var inventory = Inventory.of(gateways);
        var values = new TargetValues(gateways);
        return gateways.target().deployments().stream()
                .map(deployment -> new TargetEnvironment(
                        deployment,
                        inventory.roles(deployment).stream()
                                .filter(role -> role != ServiceRole.OTHER)
                                .findFirst(),
                        inventory.isTemporals(deployment),
                        values))
                .toList();
    }

    String name() {
        return deployment.name();
    }

    Optional<SecretText> value(String name) {
        return Optional.ofNullable(deployment.settings().get(name)).flatMap(values::value);
    }

    /** Of every setting that has one, by name. */
    SortedMap<String, SecretText> all() {
        var all = new TreeMap<String, SecretText>();
        for (Map.Entry<String, SettingSource> setting : deployment.settings().entrySet()) {
            values.value(setting.getValue()).ifPresent(value -> all.put(setting.getKey(), value));
        }
        return all;
    }

    /** Whether there is a value that is not empty. */
    boolean has(String name) {
        return value(name).filter(value -> value.bytes().length > 0).isPresent();
    }

    /** Whether the container gets one of these values; an empty one is as good as none. */
    boolean hasOneOf(String name, List<String> fingerprints, boolean emptyWillDo) {
        return value(name)
                .map(value ->
                        (emptyWillDo && value.bytes().length == 0) || fingerprints.contains(values.fingerprint(value)))
                .orElse(emptyWillDo);
    }

    /** Whether the secret that the container reads has one of these values, and {@code env} another. */
    boolean shadows(String name, List<String> fingerprints) {
        return Optional.ofNullable(deployment.shadowedSettings().get(name))
                .flatMap(values::value)
                .filter(value -> fingerprints.contains(values.fingerprint(value)))
                .isPresent();
    }
}
