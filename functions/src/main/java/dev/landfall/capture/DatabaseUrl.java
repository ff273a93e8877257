package dev.landfall.capture;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code DATABASE_URL} taken apart: {@code postgres://user:password@host:port/database?sslmode=require}. A generated
 * password may hold anything, so the host is what stands behind the last {@code @}.
 */
final class DatabaseUrl {

    private static final Pattern FORM = Pattern.compile(
            "postgres(?:ql)?://(?<user>[^:@/]+):(?<password>.*)@(?<host>[^:/@?]+)(?::(?<port>[0-9]+))?/(?<database>[^?/]+)(?:\\?(?<query>.*))?");

    private DatabaseUrl() {}

    /** These settings with those of {@code POSTGRES_} that the address tells, where there are none. */
    static Map<String, SettingSource> apart(Map<String, SettingSource> settings, SettingValues values) {
        if (settings.containsKey("POSTGRES_HOST")) {
            return settings;
        }
        return values.text(settings, "DATABASE_URL")
                .flatMap(DatabaseUrl::parts)
                .map(parts -> with(settings, parts))
                .orElse(settings);
    }

    private static Map<String, SettingSource> with(Map<String, SettingSource> settings, Map<String, String> parts) {
        var all = new HashMap<>(settings);
        parts.forEach((name, text) -> all.putIfAbsent(name, new SettingSource.Plain(SecretText.of(text))));
        return all;
    }

    private static Optional<Map<String, String>> parts(String url) {
        var match = FORM.matcher(url.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var query = Optional.ofNullable(match.group("query")).orElse("");
        return Optional.of(Map.of(
                "POSTGRES_HOST", match.group("host"),
                "POSTGRES_PORT", Optional.ofNullable(match.group("port")).orElse("5432"),
                "POSTGRES_DB", decoded(match.group("database")),
                "POSTGRES_USER", decoded(match.group("user")),
                "POSTGRES_PASSWORD", decoded(match.group("password")),
                "POSTGRES_SSL_ENABLED",
                        String.valueOf(query.contains("ssl=true")
                                || (query.contains("sslmode=") && !query.contains("sslmode=disable")))));
    }

    /** A plus sign is a plus sign here, as drivers read it. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
