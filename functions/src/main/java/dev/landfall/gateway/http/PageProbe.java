package dev.landfall.gateway.http;

import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.Notices;
import java.net.URI;
import java.util.Optional;

/** Asks an approval page for its sign of life: {@code <page>/health}, which needs no link and tells nothing. */
public record PageProbe(HttpProbe http) {

    private static final int OK = 200;

    /** Why the page does not answer; empty where it does. */
    public Optional<String> silence(String pageUrl) {
        var base = pageUrl.endsWith("/") ? pageUrl.substring(0, pageUrl.length() - 1) : pageUrl;
        var address = URI.create(base + "/health");
        var answer = http.get(address, address.getAuthority());
        if (answer.status() == OK && answer.body().contains(Notices.PAGE_ALIVE)) {
            return Optional.empty();
        }
        return Optional.of(answer.failure()
                .orElse("it answered " + answer.status()
                        + (answer.status() == OK ? " and is not Landfall's page." : ".")));
    }
}
