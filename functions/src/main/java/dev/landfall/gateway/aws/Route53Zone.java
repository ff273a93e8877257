package dev.landfall.gateway.aws;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/**
 * One hosted zone of Route 53. Problems beside those of every call to AWS: {@code DNS_ZONE_MISSING},
 * {@code DNS_ZONE_AMBIGUOUS}, {@code DNS_CHANGE_REFUSED}, {@code DNS_CHANGE_UNKNOWN} and
 * {@code DNS_ALIAS_TARGET_UNKNOWN} need a person.
 */
public final class Route53Zone implements DnsZone {

    /** The id of a batch that had nothing to change; such a batch is not sent, and in sync at once. */
    private static final String NO_CHANGE = "NONE";

    private final Supplier<Route53Client> route53;
    private final Supplier<String> zoneId;
    private final RecordSets records;
    private final AliasTargets aliases;

    /**
     * The zone of that id, or else the one that holds the domain.
     *
     * @param domain the name that users type
     */
    public Route53Zone(AwsConnection connection, Optional<String> zoneId, String domain) {
        route53 = new Later<>(() -> connection.client(Route53Client.builder()));
        this.zoneId = new Later<>(() -> zoneId.orElseGet(() -> new HostedZones(route53).of(domain)));
        records = new RecordSets(route53);
        aliases = new AliasTargets(new Later<>(() -> connection.client(ElasticLoadBalancingV2Client.builder())));
    }

    @Override
    public String zoneId() {
        return zoneId.get();
    }

    @Override
    public List<String> nameServers() {
        return new HostedZones(route53).describe(zoneId()).delegationSet().nameServers();
    }

    @Override
    public List<RecordSet> records(String name) {
        return records.named(zoneId(), name).stream().map(RecordSets::read).toList();
    }

    @Override
    public Submitted apply(List<RecordSet> remove, List<RecordSet> upsert) {
        var changes = changes(remove, upsert);
        if (changes.isEmpty()) {
            return new Submitted(NO_CHANGE, Change.UNCHANGED);
        }
        var id = AwsProblem.guard("change records of the zone " + zoneId(), () -> {
            try {
                return route53.get()
                        .changeResourceRecordSets(request -> request.hostedZoneId(zoneId())
                                .changeBatch(batch -> batch.comment("Landfall").changes(changes)))
                        .changeInfo()
                        .id();
            } catch (InvalidChangeBatchException | InvalidInputException e) {
                throw RecordChanges.refused(e.awsErrorDetails().errorMessage(), e);
            } catch (PriorRequestNotCompleteException e) {
                throw busy(e);
            } catch (NoSuchHostedZoneException e) {
                throw HostedZones.gone(zoneId(), e);
            } catch (Route53Exception e) {
                throw refusedWithAList(e);
            }
        });
        return new Submitted(id, upsert.isEmpty() ? Change.REMOVED : Change.UPDATED);
    }

    @Override
    public List<Planned> plan(List<RecordSet> remove, List<RecordSet> upsert) {
        return changes(remove, upsert).stream()
                .map(each -> new Planned(each.actionAsString(), RecordSets.read(each.resourceRecordSet())))
                .toList();
    }

    private List<software.amazon.awssdk.services.route53.model.Change> changes(
            List<RecordSet> remove, List<RecordSet> upsert) {
        var present = Stream.concat(remove.stream(), upsert.stream())
                .map(each -> DnsName.of(each.name()))
                .distinct()
                .flatMap(name -> records.named(zoneId(), name.text()).stream())
                .toList();
        return new RecordChanges(present, aliases).of(remove, upsert);
    }

    @Override
    public boolean inSync(String changeId) {
        if (changeId.equals(NO_CHANGE)) {
            return true;
        }
        return AwsProblem.guard("ask about the change " + changeId, () -> {
            try {
                return route53.get()
                                .getChange(request -> request.id(HostedZones.bareId(changeId)))
                                .changeInfo()
                                .status()
                        == ChangeStatus.INSYNC;
            } catch (NoSuchChangeException e) {
                throw Problem.operator(
                                "DNS_CHANGE_UNKNOWN",
                                "Route 53 knows no change " + changeId + ".",
                                "Check that the run and the zone belong together.")
                        .asException(e);
            }
        });
    }

    private LandfallException busy(PriorRequestNotCompleteException cause) {
        return Problem.waiting(
                        "DNS_BUSY",
                        "Route 53 still works on an earlier change of the zone " + zoneId() + ".",
                        "Run again in a few seconds.")
                .asException(cause);
    }

    /** Route 53 may answer with nothing but a list of messages, in which the SDK finds neither code nor text. */
    private static RuntimeException refusedWithAList(Route53Exception failure) {
        var details = failure.awsErrorDetails();
        if (failure.statusCode() != 400 || details.errorCode() != null || details.rawResponse() == null) {
            return failure;
        }
        return RecordChanges.refused(
                XmlAnswer.parse(details.rawResponse().asByteArray())
                        .first("Message")
                        .orElse("no reason given"),
                failure);
    }
}
