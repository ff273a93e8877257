package dev.landfall.mover.postgres;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.postgres.PasswordProtocol;
import dev.landfall.model.postgres.TlsMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a database is: {@code postgresql://user@host:port/dbname?sslmode=verify-full&sslrootcert=/path}. Holds no
 * password, and refuses one.
 *
 * @param options {@code sslmode}, {@code sslrootcert} and {@code require_auth} only
 */
public record DatabaseUrl(String user, String host, int port, String database, Map<String, String> options) {

    private static final int DEFAULT_PORT = 5432;

    private static final List<String> OPTIONS = List.of("sslmode", "sslrootcert", "require_auth");

    public DatabaseUrl {
        options = Map.copyOf(options);
    }

    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw notUnderstood("it is not a URL");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw notUnderstood("it does not begin with postgresql://");
        }
        var host = uri.getHost();
        var path = Optional.ofNullable(uri.getRawPath()).orElse("");
        var userInfo = uri.getRawUserInfo();
        if (host == null || path.length() < 2 || userInfo == null) {
            throw notUnderstood("it lacks the user, the host or the database");
        }
        if (userInfo.contains(":")) {
            throw notUnderstood("it holds a password, which belongs to --password-from");
        }
        var options = new LinkedHashMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                if (!OPTIONS.contains(name)) {
                    throw notUnderstood("the option " + name + " is not known; " + String.join(", ", OPTIONS) + " are");
                }
                options.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        var url = new DatabaseUrl(
                decode(userInfo),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(path.substring(1)),
                options);
        // Their words are checked before anything is asked of anybody.
        url.tls();
        url.requireAuth();
        return url;
    }

    public DatabaseUrl withDatabase(String other) {
        return new DatabaseUrl(user, host, port, other, options);
    }

    public DatabaseUrl withUser(String other) {
        return new DatabaseUrl(other, host, port, database, options);
    }

    /** For people: {@code host:port/database}. */
    public String display() {
        return host + ":" + port + "/" + database;
    }

    /** What the URL decides about TLS. */
    Optional<TlsMode> tls() {
        return Optional.ofNullable(options.get("sslmode")).map(TlsMode::of);
    }

    /** How it lets the server ask for the password. */
    Optional<PasswordProtocol> requireAuth() {
        return Optional.ofNullable(options.get("require_auth")).map(PasswordProtocol::of);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static RuntimeException notUnderstood(String why) {
        return Problem.operator(
                        "DATABASE_URL_NOT_UNDERSTOOD",
                        "The database's URL cannot be used: " + why + ".",
                        "Write postgresql://user@host:port/dbname, with special characters percent-encoded.")
                .asException();
    }
}
