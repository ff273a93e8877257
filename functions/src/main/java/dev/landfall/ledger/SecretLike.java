package dev.landfall.ledger;

import java.util.Set;
import java.util.regex.Pattern;

/** Which settings hold secrets, by their names and by what their values look like. */
public final class SecretLike {

    private static final Pattern NAME = Pattern.compile(
            "(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|KEY|CRT|CERT|PRIVATE|CREDENTIALS?|LICENSE|DSN|DATABASE_URL|PASSPHRASE)(_|$)");

    /** A scheme has few letters; without a bound a long value would be read again from each of its characters. */
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,31}://[^\\s/@:]*:[^\\s@]+@");

    private static final Pattern NO_SECRET =
            Pattern.compile(".*_(URL|MINUTES|SECONDS|MS|SCOPES?|ENABLED|EMAIL_KEY|NAME_KEY|ROLES_KEY|GROUPS_KEY|ID)");
    private static final Set<String> SAFE = Set.of("CLIENT_ID");

    private SecretLike() {}

    /** Whether a name says that its value is a secret. */
    public static boolean name(String setting) {
        return !SAFE.contains(setting)
                && (!NO_SECRET.matcher(setting).matches() || setting.equals("DATABASE_URL"))
                && NAME.matcher(setting).find();
    }

    /** Whether a value is an address with a password in it. */
    public static boolean value(String text) {
        return PASSWORD_IN_URL.matcher(text).find();
    }
}
