package dev.landfall.model.postgres;

import dev.landfall.model.failure.Problem;
import java.util.Arrays;

/** How a connection is protected. */
public enum TlsMode {
    /** The certificate is an authority's that is trusted, and names the host. */
    VERIFY_FULL("verify-full"),
    /** The certificate is an authority's that is trusted. */
    VERIFY_CA("verify-ca"),
    /** Encrypted, whatever the certificate: the server proves itself by the password. */
    REQUIRE("require"),
    /** In clear. */
    NONE("disable");

    private final String word;

    TlsMode(String word) {
        this.word = word;
    }

    /** As libpq calls it in {@code sslmode}. */
    public String word() {
        return word;
    }

    boolean verifies() {
        return this == VERIFY_FULL || this == VERIFY_CA;
    }

    /** {@code TLS_UNDECIDED} for {@code allow} and {@code prefer}, with which the server decides; and for other words. */
    public static TlsMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.operator(
                                "TLS_UNDECIDED",
                                "sslmode is " + (word.matches("[a-z-]{1,20}") ? word : "no word of libpq's")
                                        + ", with which whoever answers decides whether anything is encrypted.",
                                "Write sslmode=verify-full, verify-ca, require or disable, or leave it out.")
                        .asException());
    }
}
