package dev.landfall.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a server, says its port, and waits to be killed. */
final class MotoServerParent {

    private MotoServerParent() {}

    public static void main(String[] arguments) throws IOException {
        var server = MotoServer.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(server.endpoint().getPort());
        System.out.flush();
        System.in.read();
    }
}
