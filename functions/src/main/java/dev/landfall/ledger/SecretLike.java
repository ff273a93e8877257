package dev.landfall.ledger;

import java.util.Set;
import java.util.regex.Pattern;

/** Which settings hold secrets, by their names. */
public final class SecretLike {

    private static final Pattern NAME = Pattern.compile(
            "(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|KEY|CRT|CERT|PRIVATE|CREDENTIALS?|LICENSE|DSN|DATABASE_URL|PASSPHRASE)(_|$)");
    private static final Set<String> SAFE = Set.of("CLIENT_ID");

    private SecretLike() {}

    /** Whether a name says that its value is a secret. */
    public static boolean name(String setting) {
        return !SAFE.contains(setting) && NAME.matcher(setting).find();
    }
}
