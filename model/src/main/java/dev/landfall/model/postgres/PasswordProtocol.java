package dev.landfall.model.postgres;

import dev.landfall.model.failure.Problem;
import java.util.Arrays;

/** How a server may ask for the password. In clear it never may. */
public enum PasswordProtocol {
    /** Both sides prove that they know it, and it is not sent. */
    SCRAM("scram-sha-256", "scram-sha-256"),
    /** Whoever answers gets a digest of it, from which a short password can be guessed. */
    MD5("md5", "scram-sha-256,md5"),
    /** No password is known here, so the server may ask for none; then it proves nothing either. */
    NONE("none", "none,scram-sha-256");

    private final String word;
    private final String accepted;

    PasswordProtocol(String word, String accepted) {
        this.word = word;
        this.accepted = accepted;
    }

    /** As libpq calls it in {@code require_auth}. */
    public String word() {
        return word;
    }

    /** All that is accepted, with commas. */
    String accepted() {
        return accepted;
    }

    /** {@code REQUIRE_AUTH_UNKNOWN} for any other word. */
    public static PasswordProtocol of(String word) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "REQUIRE_AUTH_UNKNOWN",
                                "require_auth is no word that is known here.",
                                "Write require_auth=scram-sha-256, md5 or none, or leave it out for scram-sha-256.")
                        .asException());
    }
}
