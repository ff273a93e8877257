package dev.landfall.capture;

import dev.landfall.gateway.DatabaseAddress;
import dev.landfall.gateway.SettingSource;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.postgres.PasswordProtocol;
import dev.landfall.model.postgres.ServerProof;
import dev.landfall.model.postgres.TlsMode;
import dev.landfall.run.Configuration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One database's settings in a container.
 *
 * @param name {@code app} or {@code retooldb}
 * @param prefix {@code POSTGRES} or {@code RETOOLDB_POSTGRES}
 * @param side {@code source} or {@code target}
 * @param where the container or deployment, for people
 */
record DatabaseSettings(
        String name,
        String prefix,
        String side,
        String where,
        Map<String, SettingSource> settings,
        SettingValues values) {

    boolean present() {
        return settings.containsKey(prefix + "_HOST");
    }

    /**
     * The address. What its server has to show is Landfall's own matter: how Retool connects, {@code _SSL_ENABLED}, does
     * not count.
     *
     * @param decided what the operator decided about servers that are not RDS
     * @param passwordReference makes a reference of where the container gets the password from
     */
    DatabaseAddress address(
            Optional<Configuration.Database> decided, Function<SettingSource, String> passwordReference) {
        var password = Optional.ofNullable(settings.get(prefix + "_PASSWORD"))
                .orElseThrow(() -> missing(prefix + "_PASSWORD"));
        var host = required("_HOST");
        var proof = ServerProof.of(
                host,
                decided.flatMap(Configuration.Database::tls)
                        .map(word -> word.equals("none") ? TlsMode.NONE : TlsMode.of(word)),
                decided.flatMap(Configuration.Database::requireAuth).map(PasswordProtocol::of),
                true,
                Optional.empty());
        return new DatabaseAddress(
                host,
                port(),
                required("_DB"),
                required("_USER"),
                proof.tls().word(),
                proof.protocol().word(),
                passwordReference.apply(password));
    }

    private String required(String suffix) {
        return values.text(settings, prefix + suffix).orElseThrow(() -> missing(prefix + suffix));
    }

    private int port() {
        var text = values.text(settings, prefix + "_PORT").orElse("5432");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // Its message quotes the setting, so it is no cause of the problem's exception.
            throw Problem.operator(
                            "SETTING_INVALID",
                            prefix + "_PORT of " + where + " on the " + side + " is no number.",
                            "Correct it there, and start again.")
                    .asException();
        }
    }

    /** Whether Retool itself is told to use TLS. */
    boolean usesTls() {
        return values.text(settings, prefix + "_SSL_ENABLED")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }

    private RuntimeException missing(String setting) {
        return Problem.operator(
                        "SETTING_MISSING",
                        setting + " is not set for " + where + " on the " + side + ", so the database " + name
                                + " cannot be found.",
                        "Set it there, and start again.")
                .asException();
    }
}
