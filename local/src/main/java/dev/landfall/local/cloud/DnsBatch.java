package dev.landfall.local.cloud;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One change batch of Route 53: removals first, then upserts, by the rules that make Route 53 refuse the whole. */
record DnsBatch(String zoneName, List<RecordSet> records) {

    List<RecordSet> apply(List<RecordSet> remove, List<RecordSet> upsert) {
        var changed = new ArrayList<>(records);
        for (var each : remove) {
            checkInZone(each);
            checkSimple(each);
            if (!changed.remove(each)) {
                throw refused("the record " + described(each) + " was not found as it was given");
            }
        }
        for (var each : upsert) {
            checkInZone(each);
            checkShape(each);
            checkSimple(each);
            replace(changed, each);
        }
        upsert.forEach(each -> checkAlone(changed, each));
        return List.copyOf(changed);
    }

    /** In place, so that an upsert of what stands there already is no change. */
    private static void replace(List<RecordSet> records, RecordSet fresh) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).name().equals(fresh.name())
                    && records.get(i).type().equals(fresh.type())) {
                records.set(i, fresh);
                return;
            }
        }
        records.add(fresh);
    }

    private void checkInZone(RecordSet each) {
        if (!each.name().equals(zoneName) && !each.name().endsWith("." + zoneName)) {
            throw refused("the record " + described(each) + " is not in the zone " + zoneName);
        }
    }

    private void checkSimple(RecordSet each) {
        records.stream()
                .filter(other ->
                        other.name().equals(each.name()) && other.type().equals(each.type()))
                .flatMap(other -> other.routing().stream())
                .findFirst()
                .ifPresent(policy -> {
                    throw refused("the record " + described(each) + " has a routing policy, " + policy
                            + ", which a simple record would replace");
                });
    }

    private void checkShape(RecordSet each) {
        boolean cname = each.type().equals("CNAME");
        if (cname && each.name().equals(zoneName)) {
            throw refused("a CNAME is not allowed at the apex " + zoneName);
        }
        if (cname && each.values().size() != 1) {
            throw refused(
                    "the record " + described(each) + " has " + each.values().size() + " values");
        }
        if (each.values().isEmpty()) {
            throw refused("the record " + described(each) + " has no value");
        }
    }

    private static void checkAlone(List<RecordSet> records, RecordSet each) {
        var types = records.stream()
                .filter(other -> other.name().equals(each.name()))
                .map(RecordSet::type)
                .collect(Collectors.toSet());
        if (types.contains("CNAME") && types.size() > 1) {
            throw refused("a CNAME cannot stand beside other records of " + each.name());
        }
    }

    private static String described(RecordSet each) {
        return each.name() + " " + each.type() + " " + each.ttlSeconds() + " " + each.values();
    }

    private static RuntimeException refused(String why) {
        return Problem.operator(
                        "DNS_CHANGE_REFUSED",
                        "Route 53 refused the batch: " + why + ".",
                        "Look at the zone's records; somebody may have changed them by hand.")
                .asException();
    }
}
