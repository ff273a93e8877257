package dev.landfall.gateway.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What a call needs that no client of the SDK makes.
 *
 * @param endpoint an emulator's; empty for AWS
 */
record AwsAccess(
        Optional<URI> endpoint,
        Region region,
        AwsCredentialsProvider credentials,
        SdkHttpClient http,
        Optional<ExecutionInterceptor> interceptor) {

    /** Of the service in this region, or of a service that has one endpoint for all. */
    URI endpointOf(String service, boolean regional) {
        return endpoint.orElseGet(() -> URI.create("https://" + service + "." + (regional ? region.id() + "." : "")
                + PartitionMetadata.of(region).dnsSuffix()));
    }

    /** Shows the call as a client's would be shown. */
    void show(String service, String operation) {
        interceptor.ifPresent(each -> each.beforeExecution(
                () -> {
                    throw new UnsupportedOperationException("a signed call has no request of the SDK's");
                },
                ExecutionAttributes.builder()
                        .put(SdkExecutionAttribute.SERVICE_NAME, service)
                        .put(SdkExecutionAttribute.OPERATION_NAME, operation)
                        .build()));
    }
}
