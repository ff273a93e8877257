package dev.landfall.contract.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.contract.CallRecorder;
import dev.landfall.contract.NoticesContract;
import dev.landfall.contract.PackedArchive;
import dev.landfall.embedded.MotoServer;
import dev.landfall.gateway.Listener;
import dev.landfall.gateway.Notices;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.SnsNotices;
import dev.landfall.model.Json;
import dev.landfall.model.failure.BugException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PythonTools;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;

/** moto sends no mail, but it holds a message against filter policies and brings it to HTTP subscriptions. */
@NeedsTier(Tier.MOTO)
class MotoNoticesIT extends NoticesContract {

    @TempDir
    Path folder;

    private final Map<String, List<Mail>> arrived = new ConcurrentHashMap<>();
    private MotoServer moto;
    private HttpServer mailboxes;
    private AwsConnection connection;
    private String topic;

    @BeforeEach
    void subscribe() throws IOException {
        moto = MotoServer.start(PythonTools.program("python"), folder.resolve("moto.log"));
        mailboxes = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        mailboxes.start();
        connection = AwsConnection.to(moto.endpoint());
        try (var sns = connection.client(SnsClient.builder())) {
            topic = sns.createTopic(request -> request.name("landfall")).topicArn();
            for (var address : List.of(ALICE, BOB)) {
                var filter = Map.of("FilterPolicy", "{\"address\":[\"" + address + "\"]}");
                sns.subscribe(request -> request.topicArn(topic)
                        .protocol("email")
                        .endpoint(address)
                        .attributes(filter));
                sns.subscribe(request -> request.topicArn(topic)
                        .protocol("http")
                        .endpoint(mailbox(address))
                        .attributes(filter));
            }
        }
        listenToEvents();
    }

    /** Somebody else's rule, and the queue behind it. */
    private void listenToEvents() throws IOException {
        sqs("Action=CreateQueue&QueueName=heard");
        try (var events = connection.client(EventBridgeClient.builder())) {
            events.putRule(request -> request.name("others").eventPattern("{\"source\":[\"landfall\"]}"));
            events.putTargets(request -> request.rule("others")
                    .targets(Target.builder()
                            .id("1")
                            .arn("arn:aws:sqs:us-east-1:123456789012:heard")
                            .build()));
        }
    }

    private String sqs(String query) throws IOException {
        var call = HttpRequest.newBuilder(URI.create(moto.endpoint() + "/"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(call, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    protected List<Event> announced() throws IOException {
        var heard =
                sqs("Action=ReceiveMessage&MaxNumberOfMessages=10&QueueUrl=" + moto.endpoint() + "/123456789012/heard");
        var events = new ArrayList<Event>();
        var bodies = Pattern.compile("<Body>(.*?)</Body>", Pattern.DOTALL).matcher(heard);
        while (bodies.find()) {
            var event = Json.MAPPER.readTree(bodies.group(1)
                    .replace("&quot;", "\"")
                    .replace("&#34;", "\"")
                    .replace("&amp;", "&"));
            events.add(new Event(
                    event.path("source").asText(), event.path("detail-type").asText(), event.path("detail")));
        }
        return events;
    }

    private String mailbox(String address) {
        mailboxes.createContext("/" + address, exchange -> {
            var message = Json.MAPPER.readTree(exchange.getRequestBody());
            if (message.path("Type").asText().equals("Notification")) {
                arrived.computeIfAbsent(address, key -> new CopyOnWriteArrayList<>())
                        .add(new Mail(
                                message.path("Subject").asText(),
                                message.path("Message").asText()));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        return "http://127.0.0.1:" + mailboxes.getAddress().getPort() + "/" + address;
    }

    @AfterEach
    void stop() {
        mailboxes.stop(0);
        moto.stop();
    }

    @Override
    protected Notices notices() {
        return PackedArchive.gateway(Notices.class, SnsNotices.class, connection, topic, Optional.empty());
    }

    @Override
    protected List<Mail> arrivedAt(String address) {
        return arrived.getOrDefault(address, List.of());
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        var recorder = new CallRecorder();
        var watched =
                recorder.watch(Notices.class, new SnsNotices(connection.shownTo(recorder), topic, Optional.empty()));

        watched.approvalPage();
        watched.pageSilence("http://127.0.0.1:9/");
        watched.confirmedAddresses();
        watched.listeners();
        watched.unprotectedAddresses();
        watched.send(ALICE, "subject", "text");
        watched.announce("Landfall ended", "{}");

        recorder.assertUsedExactlyWhatIsListed(Notices.class);
    }

    @Test
    void whoeverListensWithoutTheFilterOfTheirOwnIsSeen() {
        try (var sns = connection.client(SnsClient.builder())) {
            sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("mallory@example.com"));
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("email")
                    .endpoint("eve@example.com")
                    .attributes(Map.of("FilterPolicy", "{\"address\":[\"eve@example.com\",\"" + ALICE + "\"]}")));
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("email")
                    .endpoint("carol@example.com")
                    .attributes(Map.of("FilterPolicy", "{\"address\":[\"carol@example.com\"]}")));
        }
        var listeners = notices().listeners();

        assertThat(listeners)
                .filteredOn(listener -> listener.overhears(List.of(ALICE, BOB, "eve@example.com")))
                .extracting(Listener::endpoint)
                .contains("mallory@example.com", "eve@example.com", "carol@example.com")
                .doesNotContain(ALICE, BOB);
    }

    /** The configuration writes an address as it likes; the filter is without capitals. */
    @Test
    void capitalsOfAnAddressDoNotKeepItsMailBack() {
        notices().send("Alice@Example.com", "subject", "text");

        assertThat(arrivedAt(ALICE)).containsExactly(new Mail("subject", "text"));
    }

    @Test
    void subjectThatSnsWouldRefuseIsABug() {
        for (var subject : List.of("", "two\nlines", "x".repeat(100))) {
            assertThatThrownBy(() -> notices().send(ALICE, subject, "text"))
                    .isInstanceOf(BugException.class)
                    .hasMessageContaining("MAIL_SUBJECT_INVALID");
        }
    }
}
