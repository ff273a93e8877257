package dev.landfall.capture;

import dev.landfall.gateway.SettingSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What may be written down about a container's settings. */
public final class Settings {

    /** Carried unchanged; their fingerprints must agree everywhere. */
    public static final List<String> CRITICAL = List.of(
            "ENCRYPTION_KEY",
            "ENCRYPTION_KEY_OLD",
            "USE_ENCRYPTION_V2",
            "USE_GCM_ENCRYPTION",
            "JWT_SECRET",
            "LICENSE_KEY");

    private Settings() {}

    /** By name: {@code plain}, or the reference. */
    static Map<String, String> kinds(Map<String, SettingSource> settings) {
        var kinds = new TreeMap<String, String>();
        settings.forEach((name, source) -> kinds.put(
                name,
                switch (source) {
                    case SettingSource.Plain plain -> "plain";
                    case SettingSource.Reference(String reference) -> reference;
                }));
        return kinds;
    }

    /** Of the critical ones that are there. */
    static Map<String, String> fingerprints(
            Map<String, SettingSource> settings, Function<SettingSource, String> fingerprint) {
        var fingerprints = new TreeMap<String, String>();
        for (var name : CRITICAL) {
            var source = settings.get(name);
            if (source != null) {
                fingerprints.put(name, fingerprint.apply(source));
            }
        }
        return fingerprints;
    }
}
