package dev.landfall.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RdsRootsTest {

    private static List<X509Certificate> roots() throws IOException, CertificateException {
        try (var bundle = Files.newInputStream(RdsRoots.file())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(bundle).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    @Test
    void everyCertificateIsAnAuthorityOfAmazonsThatHasNotExpired() throws IOException, CertificateException {
        var notBefore = Instant.parse("2026-11-24T00:00:00Z");
        assertThat(roots()).hasSizeGreaterThan(80).allSatisfy(root -> {
            assertThat(root.getBasicConstraints()).as("an authority").isNotNegative();
            assertThat(root.getNotAfter().toInstant()).isAfter(notBefore);
            assertThat(root.getSubjectX500Principal().getName()).containsPattern("Amazon|Starfield");
        });
    }

    @Test
    void usualAuthoritiesOfEveryKindAreThere() throws IOException, CertificateException {
        var names = roots().stream()
                .map(root -> root.getSubjectX500Principal().getName())
                .toList();
        for (var region : List.of("us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1")) {
            for (var key : List.of("RSA2048", "RSA4096", "ECC384")) {
                var name = "CN=Amazon RDS " + region + " Root CA " + key + " G1,";
                assertThat(names).as(name).anyMatch(subject -> subject.contains(name));
            }
        }
    }
}
