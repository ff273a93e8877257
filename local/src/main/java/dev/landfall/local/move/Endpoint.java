package dev.landfall.local.move;

import dev.landfall.gateway.postgres.RdsRoots;
import dev.landfall.model.postgres.DatabaseHost;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.PasswordReference;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.jdbcurlresolver.PgPassParser;

/**
 * A database's URL as people write it, which may hold a password.
 *
 * @param url without the password
 * @param password from the URL
 */
record Endpoint(DatabaseUrl url, Optional<String> password) {

    private static final String AUTHORITIES = "sslrootcert";
    private static final Pattern WITH_PASSWORD = Pattern.compile("^(postgres(?:ql)?://[^:@/]*):(.*)@([^@]*)$");

    /** {@code DATABASE_URL_NOT_UNDERSTOOD}; what it says never holds the password. */
    static Endpoint parse(String text) {
        var matcher = WITH_PASSWORD.matcher(text);
        if (!matcher.matches()) {
            return new Endpoint(DatabaseUrl.parse(text), Optional.empty());
        }
        return new Endpoint(
                DatabaseUrl.parse(matcher.group(1) + "@" + matcher.group(3)), Optional.of(decoded(matcher.group(2))));
    }

    /**
     * The server to talk to. Its password is, first found: what the reference names, the URL's, {@code PGPASSWORD}, the
     * password file's ({@code PGPASSFILE} or {@code ~/.pgpass}); none otherwise, as trust needs none.
     */
    Server server(Side side, Optional<String> reference, Map<String, String> environment, String application) {
        var option = "--" + side.word() + "-password-from";
        var found = reference
                .map(text -> new Found(new PasswordReference(text).resolve(environment), option + " " + text))
                .or(() -> password.map(text -> new Found(text, "the URL of --" + side.word())))
                .or(() -> Optional.ofNullable(environment.get("PGPASSWORD")).map(text -> new Found(text, "PGPASSWORD")))
                .or(() -> Optional.ofNullable(PgPassParser.getPassword(
                                url.host(), String.valueOf(url.port()), url.database(), url.user()))
                        .map(text -> new Found(text, "the password file (~/.pgpass)")))
                .orElse(new Found(
                        "", "nowhere: give " + option + ", a password in the URL, PGPASSWORD or a password file"));
        return new Server(side, withAuthorities(environment), found.password(), application, found.from());
    }

    /** RDS's own names are verified, and its authorities are not among those that a machine trusts anyway. */
    private DatabaseUrl withAuthorities(Map<String, String> environment) {
        if (!DatabaseHost.isRds(url.host())
                || url.options().containsKey(AUTHORITIES)
                || environment.containsKey("PGSSLROOTCERT")) {
            return url;
        }
        var options = new HashMap<>(url.options());
        options.put(AUTHORITIES, RdsRoots.file().toString());
        return new DatabaseUrl(url.user(), url.host(), url.port(), url.database(), options);
    }

    /** A password and, in words, where it was. */
    private record Found(String password, String from) {}

    /** Without the password. */
    @Override
    public String toString() {
        return url.display();
    }

    /** A password that was meant literally stays as it is. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
