package dev.landfall.preflight;

import dev.landfall.capture.Capture;
import dev.landfall.capture.SourceNames;
import dev.landfall.ledger.SettingClass;
import dev.landfall.preflight.PreflightReport.Check;

/** Decisions about settings, from the ledger. */
final class SettingChecks {

    private static final int NEEDS_BLOB_STORAGE = 4;

    private SettingChecks() {}

    static Check critical(Scene scene) {
        var name = "critical-settings";
        var found = new CriticalSettings(scene.gateways()).disagreements();
        return found.isEmpty()
                ? Check.ok(name, "Encryption keys, JWT secret and license agree everywhere, byte for byte.")
                : Check.blocker(
                        name,
                        String.join("; ", found) + ".",
                        "Put the source's exact bytes into the target's secrets; otherwise nothing can be decrypted and everybody is signed out.");
    }

    static Check decided(Scene scene) {
        return blocked(
                scene,
                "settings-decided",
                "Every setting of every container is decided and can be read.",
                "unknown-setting",
                "conflict",
                "json-blob",
                "decision-refused",
                "secret-unreadable");
    }

    static Check temporal(Scene scene) {
        return blocked(
                scene, "temporal", "No Temporal cluster of your own is in use undecided.", "self-hosted-temporal");
    }

    /** Warnings of the same names do not block. */
    private static Check blocked(Scene scene, String name, String sound, String... findings) {
        var found = scene.findings(findings).stream()
                .filter(finding -> finding.blocks())
                .toList();
        return found.isEmpty() ? Check.ok(name, sound) : Check.blocker(name, Scene.seen(found), Scene.remedies(found));
    }

    static Check environmentFiles(Scene scene) {
        var name = "environment-files";
        var files = scene.capture().services().stream()
                .flatMap(service -> service.containers().stream())
                .map(Capture.CapturedContainer::environmentFiles)
                .flatMap(unread -> unread.stream())
                .distinct()
                .toList();
        return files.isEmpty()
                ? Check.ok(name, "Every environment file was read.")
                : Check.blocker(
                        name,
                        "Settings in " + String.join(", ", files) + " were not read.",
                        "Let Landfall read the file, or move its settings into the task definition.");
    }

    static Check blobStorage(Scene scene) {
        var name = "blob-storage";
        var version = ImageVersion.of(scene.targetImage());
        if (version.isEmpty()) {
            return Check.notChecked(name, "Not looked at: the target's version is not known.");
        }
        boolean there = scene.targetSettings().keySet().stream()
                .anyMatch(setting -> setting.startsWith("RR_")
                        && (setting.contains("BLOB_STORAGE") || setting.contains("S3_BUCKET")));
        if (!there && comesWithLiveSettings(scene)) {
            return Check.ok(
                    name,
                    "The target gets the source's bucket with its live settings; until then it has none, because storage.mode is shared.");
        }
        return there || version.get().major() < NEEDS_BLOB_STORAGE
                ? Check.ok(name, there ? "The target has blob storage." : version.get() + " does without blob storage.")
                : Check.blocker(
                        name,
                        "The target runs " + version.get() + " and has no blob storage.",
                        "Set enable_rr_s3 of the module aws-retool-services, or name a bucket with RR_BLOB_STORAGE_PROVIDER.");
    }

    private static boolean comesWithLiveSettings(Scene scene) {
        return scene.ledger().get().lines(SettingClass.LATER).stream()
                .anyMatch(line -> SourceNames.isBucket(line.setting()));
    }
}
