package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.Certificates.Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every inventory of certificates does: one for {@value #DOMAIN}, one for {@value #WILDCARD}, one for another. */
public abstract class CertificatesContract {

    public static final String DOMAIN = "retool.example.com";
    public static final String WILDCARD = "*.example.com";
    public static final String OTHER = "elsewhere.example.net";

    protected abstract Certificates certificates();

    @Test
    void certificatesOfTheNameAndOfItsWildcardAreFound() {
        assertThat(certificates().covering(DOMAIN))
                .extracting(Certificate::names)
                .containsExactlyInAnyOrder(List.of(DOMAIN), List.of(WILDCARD));
    }

    @Test
    void wildcardStandsForOneLabelOnly() {
        assertThat(certificates().covering("a.retool.example.com")).isEmpty();
        assertThat(certificates().covering("example.com")).isEmpty();
    }

    @Test
    void certificateTellsItsStatusAndWhatToPutIntoDns() {
        assertThat(certificates().covering(DOMAIN)).allSatisfy(certificate -> {
            assertThat(certificate.arn()).startsWith("arn:aws:acm:");
            assertThat(certificate.status()).isIn("ISSUED", "PENDING_VALIDATION");
            assertThat(certificate.validation()).allSatisfy(record -> {
                assertThat(record.type()).isEqualTo("CNAME");
                assertThat(record.name()).doesNotEndWith(".").startsWith("_");
                assertThat(record.values()).singleElement().asString().doesNotEndWith(".");
            });
        });
    }
}
