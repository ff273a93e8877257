package dev.landfall.local.world.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.RecordSet;
import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class NameServerTest {

    private static final String NAME = "retool.example.com";

    private String target = "old.elb.example.net";
    private final Responder authority = new ZoneAnswers("example.com", this::served);
    private final NameServer server = NameServer.start("test name server", 0, authority);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersTheZonesRecordWithAuthority() throws IOException {
        var answer = ask(server, NAME, Type.CNAME, false);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(values(answer)).containsExactly("old.elb.example.net.");
    }

    @Test
    void answersOverTcpToo() throws IOException {
        assertThat(values(ask(server, NAME, Type.CNAME, true))).containsExactly("old.elb.example.net.");
    }

    @Test
    void aNameThatDoesNotExistIsNxdomainWithTheZonesAuthority() throws IOException {
        var answer = ask(server, "nothing.example.com", Type.A, false);

        assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(answer.getSection(Section.AUTHORITY)).hasSize(1);
    }

    @Test
    void aNameOfAnotherZoneIsRefused() throws IOException {
        assertThat(ask(server, "example.org", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void whatIsNoQuestionIsAnsweredWithFormerr() throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            var parts = server.address().split(":");
            socket.send(new DatagramPacket(
                    new byte[] {1, 2, 3},
                    3,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[1]))));
            var reply = new DatagramPacket(new byte[512], 512);
            socket.receive(reply);

            assertThat(new Message(java.util.Arrays.copyOf(reply.getData(), reply.getLength())).getRcode())
                    .isEqualTo(Rcode.FORMERR);
        }
    }

    @Test
    void aPublicResolverRemembersForAWhile() throws IOException {
        var now = new Instant[] {Instant.parse("2026-11-20T10:00:00Z")};
        var clock = new TickingClock(() -> now[0]);
        try (var resolver =
                NameServer.start("test resolver", 0, new CachingAnswers(authority, Duration.ofSeconds(3), clock))) {
            ask(resolver, NAME, Type.CNAME, false);
            target = "new.elb.example.net";
            now[0] = now[0].plusSeconds(2);
            var remembered = ask(resolver, NAME, Type.CNAME, false);
            assertThat(values(remembered)).containsExactly("old.elb.example.net.");
            assertThat(remembered.getHeader().getFlag(Flags.AA)).isFalse();
            assertThat(remembered.getSection(Section.ANSWER).getFirst().getTTL())
                    .isEqualTo(58);
            now[0] = now[0].plusSeconds(2);
            assertThat(values(ask(resolver, NAME, Type.CNAME, false))).containsExactly("new.elb.example.net.");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var port = Integer.parseInt(server.address().split(":")[1]);

        assertThatThrownBy(() -> NameServer.start("second", port, authority))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("Port " + port);
    }

    private static Message ask(NameServer server, String name, int type, boolean tcp) throws IOException {
        var parts = server.address().split(":");
        var resolver = new SimpleResolver(parts[0]);
        resolver.setPort(Integer.parseInt(parts[1]));
        resolver.setTCP(tcp);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }

    private static List<String> values(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private static final class TickingClock extends Clock {
        private final InstantSource source;

        TickingClock(InstantSource source) {
            this.source = source;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }
    }

    private List<RecordSet> served(String name) {
        return NAME.equals(name) ? List.of(new RecordSet(NAME, "CNAME", 60, List.of(target), false)) : List.of();
    }
}
