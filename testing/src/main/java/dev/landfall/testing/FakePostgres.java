package dev.landfall.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that answers in a PostgreSQL server's place and wants the password. It keeps every byte that it is sent. */
public final class FakePostgres implements AutoCloseable {

    /** How it goes about it. */
    public enum Manner {
        /** Asks for the password as it is. */
        CLEARTEXT,
        /** Asks for a digest. */
        MD5,
        /** Asks for nothing and lets everybody in. */
        TRUST,
        /** Does SCRAM, and cannot prove that it knows the password. */
        WRONG_SIGNATURE,
        /** Begins SCRAM, and lets the client in before it would have to prove anything. */
        SKIPPED_SIGNATURE,
        /** Does SCRAM over TLS as one that stands between would: without channel binding. */
        STRIPPED_BINDING
    }

    private final ServerSocket entrance;
    private final Manner manner;
    private final Optional<FakeCertificate> certificate;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger trusted = new AtomicInteger();

    private FakePostgres(ServerSocket entrance, Manner manner, Optional<FakeCertificate> certificate) {
        this.entrance = entrance;
        this.manner = manner;
        this.certificate = certificate;
    }

    /** Says N to a question for TLS. */
    public static FakePostgres withoutTls(Manner manner) throws IOException {
        return started(manner, Optional.empty());
    }

    /** Does TLS with that certificate. */
    public static FakePostgres withTls(Manner manner, FakeCertificate certificate) throws IOException {
        return started(manner, Optional.of(certificate));
    }

    private static FakePostgres started(Manner manner, Optional<FakeCertificate> certificate) throws IOException {
        var fake = new FakePostgres(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manner, certificate);
        Thread.ofVirtual().start(fake::admit);
        return fake;
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** How often somebody came. */
    public int connections() {
        return connections.get();
    }

    /** How many went on as if they had been let in by the right server. */
    public int trusted() {
        return trusted.get();
    }

    /** The forms of the password that it was given: as it is, in hex, in base64, or as a digest that stands for it. */
    public List<String> given(String user, String password) {
        var all = new String(bytes(), StandardCharsets.ISO_8859_1);
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        var found = new ArrayList<String>();
        for (var form : List.of(
                new String(bytes, StandardCharsets.ISO_8859_1),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().encodeToString(bytes),
                FakeConversation.md5(user, password),
                digest(password + user))) {
            if (all.contains(form)) {
                found.add(form);
            }
        }
        return found;
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    void keep(byte[] bytes) {
        synchronized (received) {
            received.writeBytes(bytes);
        }
    }

    void wasTrusted() {
        trusted.incrementAndGet();
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException e) {
                // It was closed.
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            new FakeConversation(this, manner, certificate).with(client);
        } catch (IOException e) {
            // The client went away, as it should.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
