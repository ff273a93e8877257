package dev.landfall.embedded;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Picks a port of 127.0.0.1 for a server. */
public final class LoopbackPort {

    private LoopbackPort() {}

    /** The wanted port if it is free, a free one for 0; {@code PORT_IN_USE} otherwise. */
    public static int choose(int wanted) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw taken(wanted, e);
        } catch (IOException e) {
            throw DiskProblem.of("open a port of 127.0.0.1", e).asException(e);
        }
    }

    /** {@code PORT_IN_USE}, for who found it taken after all. */
    public static LandfallException taken(int port, BindException why) {
        return Problem.operator(
                        "PORT_IN_USE",
                        "Port " + port + " of 127.0.0.1 is in use.",
                        "Stop the program that listens there, or choose another port.")
                .asException(why);
    }
}
