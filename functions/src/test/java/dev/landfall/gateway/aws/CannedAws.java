package dev.landfall.gateway.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers of AWS as its documentation shows them, in the order given; the last one again and again. */
final class CannedAws implements SdkHttpClient {

    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    /** The next answer. */
    CannedAws then(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    AwsConnection connection() {
        return AwsConnection.over(this);
    }

    /** By request: method, path and query, the operation where a header names it, and the body. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                asked.add(described(request));
                return response(answers.size() > 1 ? answers.remove() : answers.element());
            }

            @Override
            public void abort() {
                // Every answer is there at once.
            }
        };
    }

    private static String described(HttpExecuteRequest request) {
        var http = request.httpRequest();
        var query = http.encodedQueryParameters().map(each -> "?" + each).orElse("");
        var operation = http.firstMatchingHeader("X-Amz-Target").orElse("");
        return String.join(" ", http.method().name(), http.encodedPath() + query, operation, body(request));
    }

    private static String body(HttpExecuteRequest request) {
        return request.contentStreamProvider()
                .map(content -> {
                    try (var in = content.newStream()) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse("");
    }

    private static HttpExecuteResponse response(Answer answer) {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .putHeader("Content-Length", String.valueOf(bytes.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                .build();
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
