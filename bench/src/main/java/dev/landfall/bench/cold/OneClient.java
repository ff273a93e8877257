package dev.landfall.bench.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The least that a function of ours could be: it builds one client of the SDK, and nothing else. */
public final class OneClient implements RequestStreamHandler {

    private final S3Client client = S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        client.close();
    }
}
