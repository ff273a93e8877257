package dev.landfall.preflight;

import dev.landfall.model.RunLayout;
import dev.landfall.preflight.PreflightReport.Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Whether what the move needs on its way answers. */
final class PathChecks {

    private static final Map<String, String> CONTEXT = Map.of("purpose", "preflight");

    private PathChecks() {}

    /** The object is removed again, whatever comes of it. */
    static Check objectStore(Scene scene) {
        var name = "object-store";
        var store = scene.gateways().runStore();
        var key = new RunLayout(scene.run().runId()).file("preflight-object");
        var content = key.getBytes(StandardCharsets.UTF_8);
        try {
            store.write(key, content);
            var read = store.read(key).filter(found -> Arrays.equals(found, content));
            var vault = scene.gateways().secretVault();
            boolean opened = vault.decrypt(CONTEXT, vault.encrypt(CONTEXT, key)).equals(key);
            return read.isPresent() && opened
                    ? Check.ok(name, "An object was written and read back, and the key encrypts and decrypts.")
                    : Check.blocker(
                            name,
                            "What was written to " + store.location() + " did not come back as it was.",
                            "Check the bucket's policy and the key's policy.");
        } finally {
            store.delete(key);
        }
    }

    static Check clusterEndpoint(Scene scene) {
        var name = "cluster-endpoint";
        var deployments = scene.gateways().target().deployments();
        var seen = scene.gateways().target().name() + " answers and has " + deployments.size()
                + " deployments of the release.";
        return deployments.isEmpty()
                ? Check.blocker(name, seen, "Check target.namespace and target.release in landfall.json.")
                : Check.ok(name, seen);
    }
}
