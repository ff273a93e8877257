package dev.landfall.local.world.dns;

import dev.landfall.model.failure.Problem;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.WireParseException;

/** A name server on one port of 127.0.0.1, over UDP and TCP. What it cannot read it answers with FORMERR. */
public final class NameServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);
    private static final int LARGEST_DATAGRAM_BYTES = 512;

    private final Responder responder;
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private NameServer(Responder responder, DatagramSocket udp, ServerSocket tcp) {
        this.responder = responder;
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Listens and answers until it is closed; {@code PORT_IN_USE} where another program has the port. */
    public static NameServer start(String name, int port, Responder responder) {
        try {
            var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            var tcp = new ServerSocket();
            tcp.setReuseAddress(true);
            tcp.bind(address);
            var udp = new DatagramSocket(new InetSocketAddress(address.getAddress(), tcp.getLocalPort()));
            var server = new NameServer(responder, udp, tcp);
            Thread.ofPlatform().daemon().name(name + "-udp").start(server::serveDatagrams);
            Thread.ofPlatform().daemon().name(name + "-tcp").start(server::serveStreams);
            return server;
        } catch (BindException e) {
            throw Problem.operator(
                            "PORT_IN_USE",
                            "Port " + port + " of 127.0.0.1, wanted by " + name + ", is in use.",
                            "Stop the program that listens there, or choose another port.")
                    .asException(e);
        } catch (IOException e) {
            throw Problem.operator(
                            "NAME_SERVER_NOT_STARTED",
                            "Could not start " + name + ": " + e.getMessage() + ".",
                            "Mend what the message names and run again.")
                    .asException(e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.warn("could not close the socket of a name server", e);
        }
    }

    private void serveDatagrams() {
        var buffer = new byte[65_535];
        while (!udp.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                var reply = reply(Arrays.copyOf(buffer, packet.getLength()), LARGEST_DATAGRAM_BYTES);
                udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!udp.isClosed()) {
                    LOG.warn("a datagram was not answered", e);
                }
            }
        }
    }

    private void serveStreams() {
        while (!tcp.isClosed()) {
            try (var client = tcp.accept()) {
                serve(client);
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    LOG.warn("a TCP question was not answered", e);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        client.setSoTimeout(2_000);
        var in = new DataInputStream(client.getInputStream());
        var question = in.readNBytes(in.readUnsignedShort());
        var reply = reply(question, 65_535);
        var out = new DataOutputStream(client.getOutputStream());
        out.writeShort(reply.length);
        out.write(reply);
        out.flush();
    }

    private byte[] reply(byte[] wire, int largestBytes) {
        try {
            return responder.answer(new Message(wire)).toWire(largestBytes);
        } catch (WireParseException e) {
            return malformed(wire);
        } catch (IOException e) {
            return malformed(wire);
        }
    }

    private static byte[] malformed(byte[] wire) {
        var header = wire.length < 2 ? new Header(0) : new Header(((wire[0] & 0xff) << 8) | (wire[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setRcode(Rcode.FORMERR);
        var message = new Message();
        message.setHeader(header);
        return message.toWire();
    }
}
