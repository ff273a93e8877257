package dev.landfall.gateway.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How every client of the SDK is made: one way of making requests, the same time limits, and the SDK's own retries for
 * throttling and silence before a gateway says that something may pass later.
 *
 * @param endpoint an emulator; empty for AWS, with the credentials and region that the SDK finds
 * @param http instead of requests over the network, for tests with canned answers
 * @param interceptor sees every call, for tests that say which actions a gateway uses
 */
public record AwsConnection(
        Optional<URI> endpoint, Optional<SdkHttpClient> http, Optional<ExecutionInterceptor> interceptor) {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** This account. */
    public static AwsConnection toAws() {
        return new AwsConnection(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** An emulator of every service, which takes any credentials. */
    public static AwsConnection to(URI emulator) {
        return new AwsConnection(Optional.of(emulator), Optional.empty(), Optional.empty());
    }

    /** Canned answers. */
    public static AwsConnection over(SdkHttpClient http) {
        return new AwsConnection(Optional.of(URI.create("http://127.0.0.1:9")), Optional.of(http), Optional.empty());
    }

    /** With every call shown. */
    public AwsConnection shownTo(ExecutionInterceptor observer) {
        return new AwsConnection(endpoint, http, Optional.of(observer));
    }

    /** Finishes a service's builder. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        http.ifPresentOrElse(
                builder::httpClient, () -> builder.httpClientBuilder(network(CONNECT_WITHIN, ANSWER_WITHIN)));
        builder.overrideConfiguration(configuration -> {
            configuration.retryStrategy(RetryMode.STANDARD);
            interceptor.ifPresent(configuration::addExecutionInterceptor);
        });
        endpoint.ifPresent(address ->
                builder.endpointOverride(address).region(Region.US_EAST_1).credentialsProvider(local()));
        return builder.build();
    }

    /** For calls that no client makes. */
    AwsAccess access() {
        return access(CONNECT_WITHIN, ANSWER_WITHIN);
    }

    /** The same with time limits of its own. */
    AwsAccess access(Duration connectWithin, Duration answerWithin) {
        return new AwsAccess(
                endpoint,
                endpoint.isPresent() ? Region.US_EAST_1 : new DefaultAwsRegionProviderChain().getRegion(),
                endpoint.isPresent()
                        ? local()
                        : DefaultCredentialsProvider.builder().build(),
                http.orElseGet(() -> network(connectWithin, answerWithin).build()),
                interceptor);
    }

    private static UrlConnectionHttpClient.Builder network(Duration connectWithin, Duration answerWithin) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(connectWithin)
                .socketTimeout(answerWithin);
    }

    /** An emulator takes any. */
    private static AwsCredentialsProvider local() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    }
}
