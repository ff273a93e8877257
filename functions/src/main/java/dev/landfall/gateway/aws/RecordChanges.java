package dev.landfall.gateway.aws;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Makes one batch of what shall be removed and what shall be there.
 *
 * @param present Route 53's own records of all names that the batch touches
 */
record RecordChanges(List<ResourceRecordSet> present, AliasTargets aliases) {

    /** Removals first; what stands there already as wanted is left out. */
    List<Change> of(List<RecordSet> remove, List<RecordSet> upsert) {
        checkAlone(remove, upsert);
        var changes = new ArrayList<Change>();
        for (var each : remove) {
            changes.add(change(ChangeAction.DELETE, exactly(RecordSets.normal(each))));
        }
        for (var each : upsert) {
            var wanted = RecordSets.normal(each);
            var standing = standing(wanted);
            if (standing.map(RecordSets::read).filter(wanted::equals).isEmpty()) {
                changes.add(change(ChangeAction.UPSERT, record(wanted)));
            }
        }
        return changes;
    }

    /** Route 53 says so only when the batch is sent, and a plan sends none. */
    private void checkAlone(List<RecordSet> remove, List<RecordSet> upsert) {
        var removed =
                remove.stream().map(RecordSets::normal).map(RecordChanges::key).toList();
        var standing = present.stream().map(RecordSets::read).filter(each -> !removed.contains(key(each)));
        var after =
                Stream.concat(standing, upsert.stream().map(RecordSets::normal)).toList();
        for (var each : upsert) {
            var name = RecordSets.normal(each).name();
            var types = after.stream()
                    .filter(other -> other.name().equals(name))
                    .map(RecordSet::type)
                    .collect(Collectors.toSet());
            if (types.contains("CNAME") && types.size() > 1) {
                throw refused("a CNAME cannot stand beside other records of " + name, null);
            }
        }
    }

    private static String key(RecordSet record) {
        return record.name() + " " + record.type();
    }

    private ResourceRecordSet exactly(RecordSet wanted) {
        return standing(wanted)
                .filter(each -> RecordSets.read(each).equals(wanted))
                .orElseThrow(() -> refused(
                        "the record " + wanted.name() + " " + wanted.type() + " is not there as it was given", null));
    }

    private Optional<ResourceRecordSet> standing(RecordSet wanted) {
        var standing = present.stream()
                .filter(each -> each.typeAsString().equals(wanted.type())
                        && DnsName.of(each.name()).text().equals(wanted.name()))
                .toList();
        if (standing.stream().anyMatch(each -> each.setIdentifier() != null)) {
            throw refused(
                    "the record " + wanted.name() + " " + wanted.type()
                            + " has a routing policy (weighted, latency, failover …), which a simple record would replace",
                    null);
        }
        return standing.stream().findFirst();
    }

    private ResourceRecordSet record(RecordSet wanted) {
        if (wanted.routing().isPresent()) {
            throw refused(
                    "Landfall makes simple records only, not "
                            + wanted.routing().get() + " ones",
                    null);
        }
        var record = ResourceRecordSet.builder().name(wanted.name()).type(wanted.type());
        if (wanted.alias()) {
            return record.aliasTarget(aliases.of(wanted, present)).build();
        }
        return record.ttl(wanted.ttlSeconds())
                .resourceRecords(wanted.values().stream()
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
    }

    private static Change change(ChangeAction action, ResourceRecordSet record) {
        return Change.builder().action(action).resourceRecordSet(record).build();
    }

    static LandfallException refused(String why, @Nullable Throwable cause) {
        return Problem.operator(
                        "DNS_CHANGE_REFUSED",
                        "Route 53 refused the batch: " + why + ".",
                        "Look at the zone's records; somebody may have changed them by hand.")
                .asException(cause);
    }
}
