package dev.landfall.mover.postgres;

import dev.landfall.model.postgres.PasswordProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client program and a server that are not to use TLS, and lets no question for the password through but
 * those that are accepted: libpq before 16 answers every one. Once the server lets the program in, bytes pass unseen.
 */
final class PasswordGuard implements AutoCloseable {

    private static final int CONNECT_MILLISECONDS = 20_000;
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket entrance;
    private final Server server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refused;

    private PasswordGuard(ServerSocket entrance, Server server) {
        this.entrance = entrance;
        this.server = server;
    }

    /** Listens on this machine only, until it is closed. */
    static PasswordGuard before(Server server) throws IOException {
        var guard = new PasswordGuard(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(guard::admit);
        return guard;
    }

    String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Whether the server asked for the password in a way that was not let through. */
    boolean hasRefused() {
        return refused;
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException e) {
                // It was closed, or one that knocked went away.
            }
        }
    }

    private void join(Socket client) {
        var upstream = new Socket();
        open.add(upstream);
        try (client;
                upstream) {
            upstream.connect(
                    new InetSocketAddress(server.url().host(), server.url().port()), CONNECT_MILLISECONDS);
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, upstream));
            var answers = upstream.getInputStream();
            var questions = new PasswordQuestions(answers, client.getOutputStream(), protocol());
            if (questions.passed()) {
                splice(answers, client.getOutputStream());
            } else {
                refused = true;
            }
        } catch (IOException e) {
            // Each side sees that the other is gone.
        } finally {
            open.remove(client);
            open.remove(upstream);
        }
    }

    private PasswordProtocol protocol() {
        return server.proof().protocol();
    }

    private static void pass(Socket from, Socket to) {
        try {
            splice(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(to);
        }
    }

    private static void splice(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        for (var length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            to.write(buffer, 0, length);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        open.forEach(PasswordGuard::close);
    }
}
