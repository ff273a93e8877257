package dev.landfall.local.world.function;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.http.JdkHttpProbe;
import dev.landfall.gateway.http.PageProbe;
import dev.landfall.local.world.OwnerFile;
import dev.landfall.local.world.WorldProblem;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Mail that is written into a folder instead of being sent: one file a mail, the owner's alone, because a mail carries
 * an approver's link. File names sort by time.
 *
 * @param confirmed addresses that may get mail
 */
public record Outbox(Path folder, Supplier<List<String>> confirmed, Clock clock, AtomicLong count) implements Notices {

    public Outbox(Path folder, Supplier<List<String>> confirmed, Clock clock) {
        this(folder, confirmed, clock, new AtomicLong());
    }

    private static final Duration PAGE_WITHIN = Duration.ofSeconds(10);

    /** One mail as it lies in the folder. */
    public record Mail(String to, String subject, String text) {}

    @Override
    public Optional<String> pageSilence(String pageUrl) {
        return new PageProbe(new JdkHttpProbe(PAGE_WITHIN)).silence(pageUrl);
    }

    @Override
    public List<String> confirmedAddresses() {
        return confirmed.get();
    }

    /** A folder for each address, as it were: nobody sees another's. */
    @Override
    public List<Listener> listeners() {
        return confirmed.get().stream()
                .map(address -> new Listener(folder.toString(), "email", address, true, true))
                .toList();
    }

    /** No mail of a folder has a link that ends anything. */
    @Override
    public List<String> unprotectedAddresses() {
        return List.of();
    }

    /** One file an event, as a rule's target would get it, beside the mails. */
    @Override
    public Change announce(String kind, String json) {
        var name = clock.instant().toString().replace(':', '-') + "-" + count.incrementAndGet() + ".json";
        try {
            var event = Json.MAPPER.createObjectNode().put("source", "landfall").put("detail-type", kind);
            event.set("detail", Json.MAPPER.readTree(json));
            OwnerFile.write(folder.resolve(name), Json.MAPPER.writeValueAsBytes(event));
            return Change.CREATED;
        } catch (IOException e) {
            throw WorldProblem.of("write an event into " + folder, e).asException(e);
        }
    }

    @Override
    public Change send(String address, String subject, String text) {
        var name = clock.instant().toString().replace(':', '-') + "-" + count.incrementAndGet() + ".txt";
        try {
            OwnerFile.write(
                    folder.resolve(name),
                    ("To: " + address + "\nSubject: " + subject + "\n\n" + text).getBytes(StandardCharsets.UTF_8));
            return Change.CREATED;
        } catch (IOException e) {
            throw WorldProblem.of("write a mail into " + folder, e).asException(e);
        }
    }

    /** Mails in the order they were written. */
    public List<Mail> mails() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(Outbox::read)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw WorldProblem.of("read the mails in " + folder, e).asException(e);
        }
    }

    private static Optional<Mail> read(Path file) {
        try {
            var parts = Files.readString(file).split("\n", 4);
            return parts.length < 4
                    ? Optional.empty()
                    : Optional.of(new Mail(
                            parts[0].substring("To: ".length()), parts[1].substring("Subject: ".length()), parts[3]));
        } catch (IOException e) {
            throw WorldProblem.of("read the mail " + file, e).asException(e);
        }
    }
}
