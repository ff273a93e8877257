package dev.landfall.local.command;

import dev.landfall.local.world.function.Outbox;
import dev.landfall.local.world.function.Outbox.Mail;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Approves for the approvers as they would: opens the link of each one's mail, reads what has to be typed, sends the
 * form. Each link once.
 */
public final class BrowserApprovers {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/approve/\\S+");
    private static final Pattern PHRASE = Pattern.compile("Type <b>([^<]+)</b>");
    private static final int RELOADS = 3;
    private static final Duration RELOADS_AFTER = Duration.ofMillis(500);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private final Outbox outbox;
    private final String choice;
    private final Set<String> used = new HashSet<>();
    private final HttpClient browser =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

    /** {@code choice} is {@code approve} or {@code reject}. Mails that lie there already are of earlier runs. */
    public BrowserApprovers(Outbox outbox, String choice) {
        this.outbox = outbox;
        this.choice = choice;
        outbox.mails().forEach(mail -> used.add(link(mail)));
    }

    /**
     * Answers every mail that came since the last call.
     *
     * @return how many votes were given
     */
    public int answer() {
        int votes = 0;
        for (var mail : outbox.mails()) {
            var link = link(mail);
            if (!link.isEmpty() && used.add(link) && vote(link)) {
                votes++;
            }
        }
        return votes;
    }

    private boolean vote(String link) {
        var page = send(HttpRequest.newBuilder(URI.create(link)).GET());
        var phrase = PHRASE.matcher(page);
        if (!phrase.find()) {
            // Decided meanwhile: the page shows by whom and has no form.
            return false;
        }
        var form = "phrase=" + encoded(phrase.group(1)) + "&choice=" + choice + "&comment="
                + encoded("answered by the command line (--yes)");
        send(HttpRequest.newBuilder(URI.create(link))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return true;
    }

    /** A page that fails to load is loaded again, as a person would. */
    private String send(HttpRequest.Builder request) {
        try {
            var wanted = request.timeout(ANSWERS_WITHIN).build();
            var answer = browser.send(wanted, HttpResponse.BodyHandlers.ofString());
            for (int reload = 0; reload < RELOADS && answer.statusCode() >= 500; reload++) {
                Thread.sleep(RELOADS_AFTER);
                answer = browser.send(wanted, HttpResponse.BodyHandlers.ofString());
            }
            if (answer.statusCode() != 200) {
                throw refused("it answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("it was interrupted");
        }
    }

    private static RuntimeException refused(String why) {
        return Problem.operator(
                        "APPROVAL_PAGE_FAILED",
                        "The approval page did not take a vote: " + why + ".",
                        "Look at the log file, and open the mail's link in a browser.")
                .asException();
    }

    private static String link(Mail mail) {
        var matcher = LINK.matcher(mail.text());
        return matcher.find() ? matcher.group() : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
