package dev.landfall.contract;

import dev.landfall.gateway.Notices;
import dev.landfall.local.world.function.Outbox;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class LocalNoticesTest extends NoticesContract {

    @TempDir
    Path folder;

    private Outbox outbox() {
        return new Outbox(folder, () -> List.of(ALICE, BOB), Clock.systemUTC());
    }

    @Override
    protected Notices notices() {
        return outbox();
    }

    @Override
    protected List<Mail> arrivedAt(String address) {
        return outbox().mails().stream()
                .filter(mail -> mail.to().equals(address))
                .map(mail -> new Mail(mail.subject(), mail.text()))
                .toList();
    }

    @Override
    protected List<Event> announced() throws IOException {
        try (var files = Files.list(folder)) {
            var events = new ArrayList<Event>();
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                var event = Json.MAPPER.readTree(file.toFile());
                events.add(new Event(
                        event.path("source").asText(), event.path("detail-type").asText(), event.path("detail")));
            }
            return events;
        }
    }
}
