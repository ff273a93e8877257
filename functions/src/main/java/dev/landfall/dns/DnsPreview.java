package dev.landfall.dns;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.SecondLook;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code runs/<run-id>/dns-preview.json}: where the domain points to when people are asked, as Route 53 has it, and where
 * it will point to once they approve. Written once, for they decide on what they were shown.
 *
 * @param now types and values
 * @param then where it will point to
 * @param unread why nothing is known of now; empty where it was read
 */
public record DnsPreview(String name, Instant at, List<String> now, List<String> then, Optional<String> unread) {

    public DnsPreview {
        now = List.copyOf(now);
        then = List.copyOf(then);
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("dns-preview.json");
    }

    /** What go-live does with the domain: the target is the plan's. */
    public static void ofGoLive(Gateways gateways, String runId, Configuration configuration) {
        var now = gateways.dnsZone().records(configuration.domain());
        write(
                gateways,
                runId,
                new DnsPreview(
                        configuration.domain(),
                        gateways.clock().instant(),
                        words(now),
                        List.of(ProductionDns.targetValue(configuration)),
                        Optional.empty()));
    }

    /**
     * What a rollback does with it: the cutover's saved records come back. A zone that is not read stops no rollback, nor
     * do saved records that are not proven.
     */
    public static void ofRollback(Gateways gateways, String runId, String cutoverRunId, Configuration configuration) {
        var then = then(gateways, cutoverRunId, configuration);
        var at = gateways.clock().instant();
        DnsPreview preview;
        try {
            var now = words(SecondLook.at(() -> gateways.dnsZone().records(configuration.domain())));
            preview = new DnsPreview(configuration.domain(), at, now, then, Optional.empty());
        } catch (LandfallException e) {
            preview = new DnsPreview(
                    configuration.domain(),
                    at,
                    List.of(),
                    then,
                    Optional.of(e.problem().seen()));
        }
        write(gateways, runId, preview);
    }

    private static List<String> then(Gateways gateways, String cutoverRunId, Configuration configuration) {
        try {
            return SecondLook.at(() -> new WayBackRecords(gateways, configuration).of(cutoverRunId))
                    .map(way -> Stream.concat(words(way.records()).stream(), way.doubt().stream())
                            .toList())
                    .orElse(List.of());
        } catch (LandfallException e) {
            return List.of("what nobody can say (" + e.problem().code() + ")");
        }
    }

    private static void write(Gateways gateways, String runId, DnsPreview preview) {
        new RunFiles(gateways.runStore()).writeIfAbsent(key(runId), preview);
    }

    private static List<String> words(List<RecordSet> records) {
        return AddressRecords.of(records).stream()
                .map(record ->
                        (record.alias() ? "alias " : "") + record.type() + " " + String.join(", ", record.values()))
                .toList();
    }

    /** One sentence for mail and page. */
    public String text() {
        var before = unread.map(why -> "(not read: " + why + ")")
                .orElseGet(() -> now.isEmpty() ? "nothing" : now.stream().collect(Collectors.joining("; ")));
        return "The domain " + name + " points to " + before + " now, and "
                + (then.isEmpty()
                        ? "stays as it is: no cutover changed it."
                        : "will point to " + String.join("; ", then) + ".");
    }
}
