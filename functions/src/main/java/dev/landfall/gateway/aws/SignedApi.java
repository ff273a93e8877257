package dev.landfall.gateway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * Calls to a service of which a few facts are read, signed by the SDK but without the service's client: EC2's alone is
 * larger than everything else that is deployed. Failures are the SDK's own exceptions.
 *
 * @param service as the signature names it, such as {@code ec2}
 * @param regional whether each region has an endpoint of its own
 * @param version the API's, as a query names it; empty for a service that takes JSON
 * @param target what a JSON service's operations are named after
 */
record SignedApi(
        Supplier<AwsAccess> access, String service, boolean regional, String version, String target, int attempts) {

    private static final int ATTEMPTS = 3;
    private static final int STUBBORN_ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Duration HASTY_CONNECT = Duration.ofSeconds(2);
    private static final Duration HASTY_ANSWER = Duration.ofSeconds(8);

    static SignedApi ec2(AwsConnection connection) {
        return query(connection, "ec2", true, "2016-11-15");
    }

    static SignedApi iam(AwsConnection connection) {
        return query(connection, "iam", false, "2010-05-08");
    }

    /**
     * IAM's simulator, which is soon asked too much and slow to forget it; nobody who asks it waits long for its address.
     */
    static SignedApi simulator(AwsConnection connection) {
        return new SignedApi(
                new Later<>(() -> connection.access(HASTY_CONNECT, HASTY_ANSWER)),
                "iam",
                false,
                "2010-05-08",
                "",
                STUBBORN_ATTEMPTS);
    }

    static SignedApi tokens(AwsConnection connection) {
        return new SignedApi(
                new Later<>(() -> connection.access(HASTY_CONNECT, HASTY_ANSWER)),
                "sts",
                true,
                "2011-06-15",
                "",
                ATTEMPTS);
    }

    static SignedApi waf(AwsConnection connection) {
        return json(connection, "wafv2", "AWSWAF_20190729");
    }

    static SignedApi certificateManager(AwsConnection connection) {
        return json(connection, "acm", "CertificateManager");
    }

    static SignedApi trail(AwsConnection connection) {
        return json(connection, "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");
    }

    private static SignedApi query(AwsConnection connection, String service, boolean regional, String version) {
        return new SignedApi(new Later<>(connection::access), service, regional, version, "", ATTEMPTS);
    }

    private static SignedApi json(AwsConnection connection, String service, String target) {
        return new SignedApi(new Later<>(connection::access), service, true, "", target, ATTEMPTS);
    }

    /** One action of a service that takes a form and answers in XML. */
    XmlAnswer query(String action, Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(each -> "&" + each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("", "Action=" + action + "&Version=" + version, ""));
        var request = request("application/x-www-form-urlencoded; charset=utf-8");
        return XmlAnswer.parse(call(action, request.build(), form.getBytes(StandardCharsets.UTF_8)));
    }

    /** One operation of a service that takes and answers JSON. */
    JsonNode json(String operation, JsonNode input) {
        var request = request("application/x-amz-json-1.1").putHeader("X-Amz-Target", target + "." + operation);
        try {
            return Json.MAPPER.readTree(call(operation, request.build(), Json.MAPPER.writeValueAsBytes(input)));
        } catch (IOException e) {
            throw new UncheckedIOException(service + " answered " + operation + " with something that is not JSON", e);
        }
    }

    private SdkHttpRequest.Builder request(String contentType) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(access.get().endpointOf(service, regional).resolve("/"))
                .putHeader("Content-Type", contentType);
    }

    private byte[] call(String operation, SdkHttpRequest request, byte[] body) {
        access.get().show(service, operation);
        for (int attempt = 1; ; attempt++) {
            try {
                return once(request, body);
            } catch (AwsServiceException e) {
                if (attempt == attempts || !(e.isThrottlingException() || e.statusCode() >= 500)) {
                    throw e;
                }
            } catch (IOException e) {
                if (attempt == attempts) {
                    throw SdkClientException.create("Unable to execute HTTP request: " + e.getMessage(), e);
                }
            }
            pause(FIRST_PAUSE_MILLIS << (attempt - 1));
        }
    }

    private byte[] once(SdkHttpRequest request, byte[] body) throws IOException {
        ContentStreamProvider content = () -> new ByteArrayInputStream(body);
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(access.get().credentials().resolveCredentials())
                        .request(request)
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME,
                                regional ? access.get().region().id() : Region.US_EAST_1.id()));
        var execute = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(execute::contentStreamProvider);
        var answer = access.get().http().prepareRequest(execute.build()).call();
        var said =
                answer.responseBody().isPresent() ? answer.responseBody().get().readAllBytes() : new byte[0];
        if (!answer.httpResponse().isSuccessful()) {
            throw failure(answer.httpResponse().statusCode(), said);
        }
        return said;
    }

    private AwsServiceException failure(int status, byte[] said) {
        var details = target.isEmpty() ? xmlError(said) : jsonError(said);
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(details.serviceName(service).build())
                .build();
    }

    private static AwsErrorDetails.Builder xmlError(byte[] said) {
        var answer = XmlAnswer.parse(said);
        return AwsErrorDetails.builder()
                .errorCode(answer.first("Code").orElse("Unknown"))
                .errorMessage(answer.first("Message").orElse(""));
    }

    private static AwsErrorDetails.Builder jsonError(byte[] said) {
        try {
            var answer = Json.MAPPER.readTree(said);
            var code = answer.path("__type").asText("Unknown");
            return AwsErrorDetails.builder()
                    .errorCode(code.substring(code.lastIndexOf('#') + 1))
                    .errorMessage(
                            answer.path("message").asText(answer.path("Message").asText("")));
        } catch (IOException e) {
            return AwsErrorDetails.builder().errorCode("Unknown").errorMessage("");
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for AWS", e);
        }
    }
}
