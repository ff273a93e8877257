package dev.landfall.gateway.aws;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain name in the one form that can be compared: lower case, without the final dot, and with what Route 53 writes as
 * three octal digits ({@code \052} for an asterisk) as the character itself.
 */
record DnsName(String text) {

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    static DnsName of(String written) {
        var plain = OCTAL.matcher(written).replaceAll(match -> {
            var character = (char) Integer.parseInt(match.group(1), 8);
            return character == '\\' || character == '$' ? "\\" + character : String.valueOf(character);
        });
        var lower = plain.toLowerCase(Locale.ROOT);
        return new DnsName(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
    }

    /** Whether it is that name or lies below it. */
    boolean isIn(DnsName other) {
        return text.equals(other.text) || text.endsWith("." + other.text);
    }
}
