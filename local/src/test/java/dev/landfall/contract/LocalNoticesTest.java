package dev.landfall.contract;

import dev.landfall.gateway.Notices;
import dev.landfall.local.world.function.Outbox;
import java.nio.file.Path;
import java.time.Clock;
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
}
