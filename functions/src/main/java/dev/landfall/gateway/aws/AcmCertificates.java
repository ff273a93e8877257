package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Certificates;
import dev.landfall.gateway.RecordSet;
import dev.landfall.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Certificates of ACM, with every kind of key. */
public final class AcmCertificates implements Certificates {

    /** Without this filter ACM lists RSA keys of 1024 and 2048 bits only. */
    private static final List<String> KEYS =
            List.of("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1");

    /** ACM asks for no TTL; this is what its own console gives to the records that it makes. */
    private static final long VALIDATION_TTL_SECONDS = 300;

    private final SignedApi acm;

    public AcmCertificates(AwsConnection connection) {
        acm = SignedApi.certificateManager(connection);
    }

    @Override
    public List<Certificate> covering(String domain) {
        return AwsProblem.guard(
                "list certificates for " + domain,
                () -> summaries().stream()
                        .filter(summary -> mayCover(summary, domain))
                        .map(summary -> describe(summary.path("CertificateArn").asText()))
                        .filter(certificate -> Certificate.covers(certificate.names(), domain))
                        .sorted(Comparator.comparing(
                                certificate -> !certificate.status().equals("ISSUED")))
                        .toList());
    }

    private List<JsonNode> summaries() {
        var all = new ArrayList<JsonNode>();
        var input = Json.MAPPER.createObjectNode();
        input.putObject("Includes").set("keyTypes", Json.MAPPER.valueToTree(KEYS));
        while (true) {
            var page = acm.json("ListCertificates", input);
            page.path("CertificateSummaryList").forEach(all::add);
            var next = page.path("NextToken").asText("");
            if (next.isEmpty()) {
                return all;
            }
            input.put("NextToken", next);
        }
    }

    /** A summary holds the first hundred names only, and says where there are more. */
    private static boolean mayCover(JsonNode summary, String domain) {
        var names = new ArrayList<String>();
        names.add(summary.path("DomainName").asText());
        summary.path("SubjectAlternativeNameSummaries").forEach(name -> names.add(name.asText()));
        return Certificate.covers(names, domain)
                || !summary.has("SubjectAlternativeNameSummaries")
                || summary.path("HasAdditionalSubjectAlternativeNames").asBoolean();
    }

    private Certificate describe(String arn) {
        var input = Json.MAPPER.createObjectNode().put("CertificateArn", arn);
        var certificate = acm.json("DescribeCertificate", input).path("Certificate");
        var names = new ArrayList<String>();
        names.add(certificate.path("DomainName").asText());
        certificate.path("SubjectAlternativeNames").forEach(name -> names.add(name.asText()));
        var validation = new ArrayList<RecordSet>();
        for (var option : certificate.path("DomainValidationOptions")) {
            var record = option.path("ResourceRecord");
            if (record.has("Name")) {
                validation.add(record(record));
            }
        }
        return new Certificate(
                arn,
                names.stream().distinct().toList(),
                certificate.path("Status").asText(),
                Optional.of(certificate.path("NotAfter"))
                        .filter(JsonNode::isNumber)
                        .map(seconds -> Instant.ofEpochSecond(seconds.longValue())),
                validation.stream().distinct().toList());
    }

    private static RecordSet record(JsonNode record) {
        return new RecordSet(
                DnsName.of(record.path("Name").asText()).text(),
                record.path("Type").asText(),
                VALIDATION_TTL_SECONDS,
                List.of(DnsName.of(record.path("Value").asText()).text()),
                false);
    }
}
