package dev.landfall.local.cloud;

import dev.landfall.contract.ZoneRecordsContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class InMemoryZoneRecordsTest extends ZoneRecordsContract {

    @TempDir
    Path folder;

    @Override
    protected InMemoryDnsZone zone() {
        return new InMemoryDnsZone(folder, "Z1", APEX, List.of("ns1.example.net"), HELD, 0, new SettableClock());
    }
}
