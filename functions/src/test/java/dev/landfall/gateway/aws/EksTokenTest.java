package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class EksTokenTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final Ticking clock = new Ticking();
    private final EksToken token = new EksToken(
            "retool-blueprint",
            Region.EU_WEST_1,
            StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, "session/token+with=signs")),
            clock);

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static URI url(String token) {
        assertThat(token).startsWith("k8s-aws-v1.").doesNotContain("=", "+", "/");
        return URI.create(new String(
                Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), StandardCharsets.UTF_8));
    }

    @Test
    void isAQuestionToTheRegionsStsThatIsValidForAMinute() {
        var url = url(token.get());
        assertThat(url.getScheme()).isEqualTo("https");
        assertThat(url.getHost()).isEqualTo("sts.eu-west-1.amazonaws.com");
        assertThat(url.getRawQuery().split("&"))
                .contains(
                        "Action=GetCallerIdentity",
                        "Version=2011-06-15",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                        "X-Amz-Credential=AKIDEXAMPLE%2F20261120%2Feu-west-1%2Fsts%2Faws4_request",
                        "X-Amz-Date=20261120T120000Z",
                        "X-Amz-Expires=60",
                        "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id",
                        "X-Amz-Security-Token=session%2Ftoken%2Bwith%3Dsigns");
    }

    /** The recipe of Signature Version 4 by hand, with the cluster's name as a signed header. */
    @Test
    void signatureCoversTheClustersName() throws GeneralSecurityException {
        var url = url(token.get());
        var parameters = new TreeMap<String, String>();
        for (var parameter : url.getRawQuery().split("&")) {
            var parts = parameter.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        var signature = parameters.remove("X-Amz-Signature");
        var query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        var request = "GET\n/\n" + query + "\nhost:sts.eu-west-1.amazonaws.com\nx-k8s-aws-id:retool-blueprint\n\n"
                + "host;x-k8s-aws-id\n" + hex(sha256(""));
        var text = "AWS4-HMAC-SHA256\n20261120T120000Z\n20261120/eu-west-1/sts/aws4_request\n" + hex(sha256(request));
        var key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {"20261120", "eu-west-1", "sts", "aws4_request"}) {
            key = mac(key, part);
        }
        assertThat(signature).isEqualTo(hex(mac(key, text)));
    }

    @Test
    void isRenewedBeforeItsMinuteIsOver() {
        var first = token.get();
        clock.now = clock.now.plus(Duration.ofSeconds(44));
        assertThat(token.get()).isEqualTo(first);
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        assertThat(token.get()).isNotEqualTo(first);
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
