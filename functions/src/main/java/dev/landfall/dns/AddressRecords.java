package dev.landfall.dns;

import dev.landfall.gateway.RecordSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The records of a name that say where it points to, and how they change. */
public final class AddressRecords {

    private static final Set<String> TYPES = Set.of("CNAME", "A", "AAAA");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private AddressRecords() {}

    /** One batch. */
    public record Batch(List<RecordSet> remove, List<RecordSet> upsert) {}

    public static List<RecordSet> of(List<RecordSet> records) {
        return records.stream().filter(record -> TYPES.contains(record.type())).toList();
    }

    /**
     * What the name shall have instead: an alias where there is one or where the name is an apex, an A record for an
     * address, a CNAME otherwise.
     *
     * @param present all records of the name
     * @param value host name, or IPv4 address
     */
    public static List<RecordSet> pointing(String name, String value, long ttlSeconds, List<RecordSet> present) {
        if (IPV4.matcher(value).matches()) {
            return List.of(new RecordSet(name, "A", ttlSeconds, List.of(value), false));
        }
        var aliases = of(present).stream()
                .filter(RecordSet::alias)
                .map(RecordSet::type)
                .toList();
        if (!aliases.isEmpty()) {
            return aliases.stream().map(type -> alias(name, type, value)).toList();
        }
        boolean apex = present.stream()
                .anyMatch(record -> record.type().equals("SOA") || record.type().equals("NS"));
        return List.of(
                apex ? alias(name, "A", value) : new RecordSet(name, "CNAME", ttlSeconds, List.of(value), false));
    }

    private static RecordSet alias(String name, String type, String value) {
        return new RecordSet(name, type, 0, List.of(value), true);
    }

    /** From what is there to what is wanted, in one batch: a type that is not wanted is removed as it is. */
    public static Batch change(List<RecordSet> present, List<RecordSet> wanted) {
        var wantedTypes = wanted.stream().map(RecordSet::type).toList();
        return new Batch(
                of(present).stream()
                        .filter(record -> !wantedTypes.contains(record.type()))
                        .toList(),
                wanted);
    }

    /** Whether a name points somewhere, whatever its type and TTL. */
    public static boolean pointTo(List<RecordSet> records, String value) {
        return of(records).stream()
                .flatMap(record -> record.values().stream())
                .anyMatch(each -> normal(each).equals(normal(value)));
    }

    /** Whether two sets of records point to the same, whatever their TTL. */
    static boolean pointAlike(List<RecordSet> some, List<RecordSet> others) {
        return pointers(some).equals(pointers(others));
    }

    private static Set<String> pointers(List<RecordSet> records) {
        return of(records).stream()
                .flatMap(record -> record.values().stream()
                        .map(value -> record.type() + " " + record.alias() + " " + normal(value)))
                .collect(Collectors.toSet());
    }

    /** As names are compared: in lower case, without a final dot. */
    public static String normal(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
