package dev.landfall.model.postgres;

import dev.landfall.model.failure.Problem;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** That a server did not show what was asked of it: {@code DATABASE_TLS_REFUSED}, {@code DATABASE_PROOF_MISSING}. */
public final class ProofProblem {

    private ProofProblem() {}

    /**
     * Of a connection that was not made; empty where it failed for another reason.
     *
     * @param where the database, at the beginning of a sentence
     */
    public static Optional<Problem> of(String where, ServerProof proof, SQLException failure) {
        if (Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(SSLException.class::isInstance)) {
            return Optional.of(tls(where, proof));
        }
        return of(where, proof, String.valueOf(failure.getMessage()));
    }

    /** The same of what the driver or a client program said. */
    public static Optional<Problem> of(String where, ServerProof proof, String said) {
        if (Stream.of(
                        "does not support SSL",
                        "SSL error",
                        "server certificate",
                        "root certificate file",
                        "hostnameverifier")
                .anyMatch(said::contains)) {
            return Optional.of(tls(where, proof));
        }
        if (Stream.of("requireAuth", "authentication method requirement").anyMatch(said::contains)) {
            return Optional.of(protocol(where, proof));
        }
        if (Stream.of("hannel binding", "SCRAM", "server signature", "SASL").anyMatch(said::contains)
                && !said.contains("no password was provided")
                && !said.contains("an empty string")) {
            return Optional.of(unproven(where));
        }
        return Optional.empty();
    }

    /** A server that asks for the password in a way that would give it away, or for none. */
    public static Problem protocol(String where, ServerProof proof) {
        return Problem.operator(
                "DATABASE_PROOF_MISSING",
                where + " does not ask for the password by "
                        + proof.protocol().accepted().replace(",", " or ")
                        + ", so it was not given: a server that asks for it in clear, as md5 or not at all need not be the right one.",
                "Have the server keep the user's password as SCRAM (password_encryption = 'scram-sha-256', then set the"
                        + " password again) and ask for it in pg_hba.conf. Where it can only do md5 and its certificate is"
                        + " verified, decide database.requireAuth: md5 in landfall.json, or require_auth=md5 in the URL.");
    }

    private static Problem unproven(String where) {
        return Problem.operator(
                "DATABASE_PROOF_MISSING",
                where
                        + " did not prove over this very connection that it knows the password, so something else answers in its"
                        + " place or stands between.",
                "Find out what answers there: a proxy that ends TLS cannot be used. Verify the certificate"
                        + " (sslmode=verify-full) where something has to stand between.");
    }

    private static Problem tls(String where, ServerProof proof) {
        return Problem.operator(
                "DATABASE_TLS_REFUSED",
                where + " and Landfall could not agree on TLS with sslmode "
                        + proof.tls().word() + ".",
                proof.tls() == TlsMode.REQUIRE
                        ? "Turn on TLS on the server. Where it cannot do TLS and the network between is yours alone, decide"
                                + " database.tls: none in landfall.json, or sslmode=disable in the URL."
                        : "Check the sslmode, the server's certificate and the certificate bundle.");
    }
}
