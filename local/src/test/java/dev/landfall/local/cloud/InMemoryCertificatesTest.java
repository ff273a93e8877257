package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.CertificatesContract;
import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.RecordSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryCertificatesTest extends CertificatesContract {

    @Override
    protected InMemoryCertificates certificates() {
        return new InMemoryCertificates(List.of(
                certificate(WILDCARD, "PENDING_VALIDATION"),
                certificate(DOMAIN, "ISSUED"),
                certificate(OTHER, "ISSUED")));
    }

    private static Certificate certificate(String name, String status) {
        var record = new RecordSet(
                "_1a2b." + name.replace("*.", ""), "CNAME", 300, List.of("_3c.acm-validations.aws"), false);
        return new Certificate(
                "arn:aws:acm:eu-west-1:111122223333:certificate/" + name,
                List.of(name),
                status,
                Optional.empty(),
                List.of(record));
    }

    @Test
    void issuedOnesComeFirst() {
        assertThat(certificates().covering(DOMAIN))
                .extracting(Certificate::status)
                .containsExactly("ISSUED", "PENDING_VALIDATION");
    }
}
