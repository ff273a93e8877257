package dev.landfall.gateway.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.NameServers.Answer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class WireNameServersIT {

    private final WireNameServers servers = new WireNameServers(List.of("1.1.1.1", "9.9.9.9"), Duration.ofMillis(1500));
    private final List<Boolean> recursion = Collections.synchronizedList(new ArrayList<>());
    private DatagramSocket udp;
    private ServerSocket tcp;

    @BeforeEach
    void startServer() throws Exception {
        var loopback = InetAddress.getByName("127.0.0.1");
        tcp = new ServerSocket(0, 5, loopback);
        udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    @AfterEach
    void stopServer() throws Exception {
        udp.close();
        tcp.close();
    }

    @Test
    void answerComesWithItsTtlAndWithoutFinalDots() {
        assertThat(servers.ask(server(), "retool.example.com", "CNAME", false))
                .isEqualTo(new Answer(server(), "NOERROR", true, 60, List.of("old.elb.example.com")));
        assertThat(recursion).containsExactly(false);
    }

    @Test
    void recursionIsAskedOfAResolver() {
        servers.ask(server(), "retool.example.com", "CNAME", true);

        assertThat(recursion).containsExactly(true);
    }

    @Test
    void nameThatDoesNotExistSaysSo() {
        assertThat(servers.ask(server(), "missing.example.com", "CNAME", false).status())
                .isEqualTo("NXDOMAIN");
    }

    @Test
    void answerThatWasCutShortIsAskedForAgainByTcp() {
        var answer = servers.ask(server(), "many.example.com", "A", false);

        assertThat(answer.values()).hasSize(60).contains("10.0.0.59");
    }

    @Test
    void silenceIsATimeout() {
        assertThat(servers.ask(server(), "silent.example.com", "A", false))
                .isEqualTo(new Answer(server(), "TIMEOUT", false, 0, List.of()));
        assertThat(servers.ask("127.0.0.1:1", "retool.example.com", "A", false).status())
                .isEqualTo("TIMEOUT");
        assertThat(servers.ask("no-such-server.invalid", "retool.example.com", "A", false)
                        .status())
                .isEqualTo("TIMEOUT");
    }

    @Test
    void unknownTypeIsTheCallersMistake() {
        assertThatThrownBy(() -> servers.ask(server(), "retool.example.com", "BOGUS", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publicResolversAreThoseGiven() {
        assertThat(servers.publicResolvers()).containsExactly("1.1.1.1", "9.9.9.9");
    }

    private String server() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    private void serveUdp() {
        try {
            while (!udp.isClosed()) {
                var packet = new DatagramPacket(new byte[4096], 4096);
                udp.receive(packet);
                var question = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                var answer = answer(question);
                if (answer != null) {
                    var bytes = answer.toWire(512);
                    udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (java.io.IOException e) {
            assertThat(udp.isClosed()).isTrue();
        }
    }

    private void serveTcp() {
        try {
            while (!tcp.isClosed()) {
                try (var client = tcp.accept()) {
                    var in = new java.io.DataInputStream(client.getInputStream());
                    var question = new Message(in.readNBytes(in.readUnsignedShort()));
                    var bytes = answer(question).toWire(65535);
                    var out = new java.io.DataOutputStream(client.getOutputStream());
                    out.writeShort(bytes.length);
                    out.write(bytes);
                    out.flush();
                }
            }
        } catch (java.io.IOException e) {
            assertThat(tcp.isClosed()).isTrue();
        }
    }

    private Message answer(Message question) throws java.io.IOException {
        recursion.add(question.getHeader().getFlag(Flags.RD));
        var name = question.getQuestion().getName();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        switch (name.toString()) {
            case "retool.example.com." ->
                answer.addRecord(record(name, Type.CNAME, "old.elb.example.com."), Section.ANSWER);
            case "many.example.com." -> {
                for (var number = 0; number < 60; number++) {
                    answer.addRecord(record(name, Type.A, "10.0.0." + number), Section.ANSWER);
                }
            }
            case "silent.example.com." -> {
                return null;
            }
            default -> answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    private static Record record(Name name, int type, String value) throws java.io.IOException {
        return Record.fromString(name, type, DClass.IN, 60, value, Name.root);
    }
}
