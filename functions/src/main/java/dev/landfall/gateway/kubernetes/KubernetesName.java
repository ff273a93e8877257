package dev.landfall.gateway.kubernetes;

import dev.landfall.model.Sha256;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes names of ours fit: an execution's name may have 80 characters and underscores, a Job's name and a label's value
 * 63. What fits stays as it is; the rest is cut and told apart by a digest.
 */
final class KubernetesName {

    private static final int LONGEST = 63;
    private static final int DIGEST = 8;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("|[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private KubernetesName() {}

    static String of(String name) {
        return NAME.matcher(name).matches() ? name : fit(name).toLowerCase(Locale.ROOT);
    }

    static Map<String, String> labels(Map<String, String> labels) {
        var fitting = new TreeMap<String, String>();
        labels.forEach((key, value) -> fitting.put(key, LABEL.matcher(value).matches() ? value : fit(value)));
        return fitting;
    }

    private static String fit(String text) {
        var plain = text.replaceAll("[^A-Za-z0-9-]", "-").replaceAll("^-+", "");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST - DIGEST - 1));
        return (cut.isEmpty() ? "x" : cut) + "-" + Sha256.hex(text).substring(0, DIGEST);
    }
}
