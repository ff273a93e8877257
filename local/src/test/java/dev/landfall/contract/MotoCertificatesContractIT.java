package dev.landfall.contract;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.aws.AcmCertificates;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsTier(Tier.MOTO)
class MotoCertificatesContractIT extends CertificatesContract {

    private AwsConnection connection;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        List.of(DOMAIN, WILDCARD, OTHER).forEach(new MotoApi(connection)::certificate);
    }

    @Override
    protected Certificates certificates() {
        return PackedArchive.gateway(Certificates.class, AcmCertificates.class, connection);
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        recorder.watch(Certificates.class, new AcmCertificates(connection.shownTo(recorder)))
                .covering(DOMAIN);
        recorder.assertUsedExactlyWhatIsListed(Certificates.class);
    }
}
