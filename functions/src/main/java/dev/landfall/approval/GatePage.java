package dev.landfall.approval;

import dev.landfall.approval.GateDesk.Caller;
import dev.landfall.approval.GateDesk.Form;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.Notices;
import dev.landfall.model.failure.LandfallException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The approval page over HTTP: GET and HEAD of {@code …/approve/<id>?p=…&s=…} show, POST to the same address takes a
 * vote, {@code …/health} says that the page answers, everything else is refused.
 */
public final class GatePage {

    private static final Logger LOG = System.getLogger(GatePage.class.getName());
    private static final Pattern PATH = Pattern.compile(".*/approve/([^/]+)/?");
    private static final Pattern HEALTH = Pattern.compile(".*/health/?");
    private static final int LONGEST_BODY = 16 * 1024;

    private final GateDesk desk;
    private final GateHtml html = new GateHtml();
    private final CallerLimit limit;

    public GatePage(Gateways gateways) {
        this.desk = new GateDesk(gateways);
        this.limit = new CallerLimit(gateways.clock());
    }

    /**
     * One request; the body as text, the query decoded; {@code address} is the network address it came from.
     *
     * @param headers by their names in lower case
     */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            String body,
            String address,
            Map<String, String> headers) {

        /**
         * Whether a browser says that another site's page sent it. A page that sends no Referer has "null" as its origin,
         * so a browser that tells the relation of the two is believed first; what tells neither is no page of a browser.
         */
        private boolean isOfAnotherSite() {
            var relation = headers.get("sec-fetch-site");
            if (relation != null) {
                return !List.of("same-origin", "none").contains(relation);
            }
            var origin = headers.getOrDefault("origin", "null");
            return !origin.equals("null") && !origin.endsWith("//" + headers.getOrDefault("host", ""));
        }
    }

    /** One answer. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    public Answer answer(Request request) {
        return switch (request.method()) {
            case "GET" -> show(request, desk::show);
            case "HEAD" -> {
                var shown = show(request, desk::show);
                yield new Answer(shown.status(), shown.headers(), "");
            }
            case "POST" -> {
                if (request.isOfAnotherSite()) {
                    yield message(
                            403,
                            "This vote came from another page",
                            "Nothing was decided. Open the link from your mail and decide there.");
                }
                yield request.body().length() > LONGEST_BODY
                        ? message(413, "Too much was sent", "The form is longer than it can be.")
                        : show(request, caller -> desk.decide(caller, form(request.body())));
            }
            default -> message(405, "Not possible", "This address knows only GET and POST.");
        };
    }

    private Answer show(Request request, Function<Caller, Optional<GateView>> work) {
        var matcher = PATH.matcher(request.path());
        if (!matcher.matches()) {
            // For the gates, which fetch their page before they mail a link; it looks at nothing and so tells nothing.
            return HEALTH.matcher(request.path()).matches()
                    ? message(200, Notices.PAGE_ALIVE, "Use the link as it stands in your mail.")
                    : message(404, "Nothing here", "Use the link as it stands in your mail.");
        }
        if (!limit.lets(request.address())) {
            return message(429, "Too many requests", "Wait a minute, then open the link again.");
        }
        var caller = new Caller(
                matcher.group(1),
                request.query().getOrDefault("p", ""),
                request.query().getOrDefault("s", ""));
        try {
            return work.apply(caller)
                    .map(view -> page(200, html.gate(view)))
                    .orElseGet(() -> message(
                            403,
                            "This link is not good",
                            "It was not sent by Landfall, or it was cut short. Use it as it stands in your mail."));
        } catch (LandfallException e) {
            // The person sees what is wrong; the log of the function has it from here alone.
            LOG.log(Level.WARNING, e.problem().text());
            var status = switch (e.problem().category()) {
                case RETRY, WAIT -> 503;
                case OPERATOR, BUG -> 500;
            };
            return message(status, e.problem().seen(), e.problem().remedy());
        }
    }

    private Answer message(int status, String title, String text) {
        return page(status, html.message(title, text));
    }

    private Answer page(int status, String body) {
        return new Answer(
                status,
                Map.of(
                        "content-type", "text/html; charset=utf-8",
                        "content-security-policy", html.contentSecurityPolicy(),
                        "cache-control", "no-store",
                        // The link is a right to vote; it must not travel in a Referer header.
                        "referrer-policy", "no-referrer",
                        "strict-transport-security", "max-age=31536000",
                        "x-content-type-options", "nosniff",
                        "x-frame-options", "DENY"),
                body);
    }

    private static Form form(String body) {
        var fields = new HashMap<String, String>();
        for (var field : body.split("&")) {
            var parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return new Form(
                fields.getOrDefault("phrase", ""),
                fields.getOrDefault("choice", ""),
                fields.getOrDefault("comment", "").replace("\r\n", "\n"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape is a wrong phrase, no more.
            return text;
        }
    }
}
