package dev.landfall.gateway.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The bearer token of an EKS cluster: {@code k8s-aws-v1.} and, in base64url, a request to STS GetCallerIdentity that is
 * signed but not sent. The cluster sends it and so learns who signed; the signed header {@code x-k8s-aws-id} keeps it
 * from being used at another cluster. Renewed before it is a minute old.
 */
public final class EksToken implements Supplier<String> {

    private static final String PREFIX = "k8s-aws-v1.";

    /** The most that a cluster takes. */
    private static final Duration VALID = Duration.ofSeconds(60);

    private static final Duration RENEWED_AFTER = Duration.ofSeconds(45);

    private final String cluster;
    private final Region region;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final Clock clock;
    private @Nullable Signed last;

    private record Signed(String token, Instant at) {}

    public EksToken(
            String cluster,
            Region region,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            Clock clock) {
        this.cluster = cluster;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public synchronized String get() {
        var now = clock.instant();
        var present = last;
        if (present == null || !now.isBefore(present.at().plus(RENEWED_AFTER))) {
            present = new Signed(sign(), now);
            last = present;
        }
        return present.token();
    }

    private String sign() {
        var identity = credentials.resolveIdentity().join();
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(identity)
                        .request(question())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        var url = signed.request().getUri().toString();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));
    }

    private SdkHttpRequest question() {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host("sts." + region.id() + "." + region.metadata().partition().dnsSuffix())
                .encodedPath("/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader("x-k8s-aws-id", cluster)
                .build();
    }
}
