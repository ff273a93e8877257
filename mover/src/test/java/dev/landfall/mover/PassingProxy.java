package dev.landfall.mover;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between the mover and a server; a test sees what passes, may change it, and may cut the connection. */
final class PassingProxy implements AutoCloseable {

    /** What becomes of bytes that pass, whole messages or not. */
    @FunctionalInterface
    interface Hook {
        /** False cuts the connection, and the bytes do not arrive. */
        boolean passes(boolean toServer, byte[] bytes, int length);
    }

    private final ServerSocket listening;
    private final PostgresServer server;
    private final Hook hook;

    PassingProxy(PostgresServer server, Hook hook) throws IOException {
        this.server = server;
        this.hook = hook;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /** The server, as seen through this. */
    Server server(Side side) {
        var url = server.url(World.DATABASE).replace(":" + server.port(), ":" + listening.getLocalPort());
        return new Server(side, DatabaseUrl.parse(url), World.PASSWORD, World.APPLICATION);
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                var connection = new Socket(PostgresServer.HOST, server.port());
                Thread.startVirtualThread(() -> pass(client, connection, true));
                Thread.startVirtualThread(() -> pass(connection, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            var bytes = new byte[1 << 16];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                if (!hook.passes(toServer, bytes, length)) {
                    return;
                }
                out.write(bytes, 0, length);
            }
        } catch (IOException e) {
            // The other end is gone, too.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
