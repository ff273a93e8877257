package dev.landfall.contract;

import dev.landfall.gateway.ZoneRecords;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.Route53ZoneRecords;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;

@NeedsTier(Tier.MOTO)
@SuppressWarnings("unchecked") // The SDK takes builders' consumers as varargs.
class MotoZoneRecordsContractIT extends ZoneRecordsContract {

    private AwsConnection connection;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        var route53 = connection.client(Route53Client.builder());
        var zone = route53.createHostedZone(request -> request.name(APEX).callerReference("one"))
                .hostedZone()
                .id();
        for (var held : HELD) {
            route53.changeResourceRecordSets(request -> request.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(change -> change.action(ChangeAction.CREATE)
                            .resourceRecordSet(record -> record.name(held.name())
                                    .type(held.type())
                                    .ttl(held.ttlSeconds())
                                    .resourceRecords(
                                            each -> each.value(held.values().getFirst()))))));
        }
    }

    private static ZoneRecords open(AwsConnection connection) {
        return new Route53ZoneRecords(connection, Optional.empty(), "retool.example.com");
    }

    @Override
    protected ZoneRecords zone() {
        return PackedArchive.gateway(
                ZoneRecords.class, Route53ZoneRecords.class, connection, Optional.empty(), "retool.example.com");
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        // A fresh one each time: the zone is looked up by whichever call comes first.
        recorder.watch(ZoneRecords.class, open(connection.shownTo(recorder))).apex();
        recorder.watch(ZoneRecords.class, open(connection.shownTo(recorder))).atAndBelow("retool.example.com");
        recorder.assertUsedExactlyWhatIsListed(ZoneRecords.class);
    }
}
