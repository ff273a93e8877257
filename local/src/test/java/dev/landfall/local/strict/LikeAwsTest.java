package dev.landfall.local.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.DatabaseHost.DatabaseInstance;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.RdsDatabaseHost;
import dev.landfall.local.cloud.InMemoryDatabaseHost;
import dev.landfall.model.failure.LandfallException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What the strict world throws is what the gateway to AWS makes of AWS's answer. */
class LikeAwsTest {

    @TempDir
    Path folder;

    private static DatabaseHost answering(String code, String message) {
        var body = ("<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>0</RequestId></ErrorResponse>")
                .getBytes(StandardCharsets.UTF_8);
        return new RdsDatabaseHost(AwsConnection.over(new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return new ExecutableHttpRequest() {
                    @Override
                    public HttpExecuteResponse call() {
                        return HttpExecuteResponse.builder()
                                .response(SdkHttpResponse.builder()
                                        .statusCode(400)
                                        .putHeader("Content-Length", "" + body.length)
                                        .build())
                                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                                .build();
                    }

                    @Override
                    public void abort() {
                        // Every answer is there at once.
                    }
                };
            }

            @Override
            public void close() {
                // Holds nothing open.
            }
        }));
    }

    private DatabaseHost here() {
        return new InMemoryDatabaseHost(
                folder,
                Map.of("host", new DatabaseInstance("retool", "15.19", 100, true, true)),
                Duration.ZERO,
                Clock.systemUTC());
    }

    private static LandfallException thrown(DatabaseHost host, int calls) {
        return catchThrowableOfType(LandfallException.class, () -> {
            for (int call = 0; call < calls; call++) {
                host.createSnapshot("retool", "one");
            }
        });
    }

    private static void assertAlike(LandfallException strict, LandfallException aws) {
        assertThat(strict).hasSameClassAs(aws);
        assertThat(strict.problem().code()).isEqualTo(aws.problem().code());
        assertThat(strict.problem().category()).isEqualTo(aws.problem().category());
    }

    @Test
    void aThrottledCallIsThatOfTheGateway() throws InterruptedException {
        var strict = new AtomicReference<LandfallException>();
        var host = new Throttling(new StrictSeed(1)).around(DatabaseHost.class, here(), "Rds", "Throttling");
        Calls.in("run", "SnapshotDatabases", () -> strict.set(thrown(host, 100)));

        assertAlike(strict.get(), thrown(answering("Throttling", "Rate exceeded"), 1));
    }

    @Test
    void aBusyInstanceIsThatOfTheGateway() {
        assertAlike(
                thrown(new BusyDatabaseHost(here(), new StrictSeed(1)), 2),
                thrown(answering("InvalidDBInstanceState", "Instance retool is not in available state."), 1));
    }
}
