package dev.landfall.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a server, says its port, and waits to be killed. */
final class ServerParent {

    private ServerParent() {}

    public static void main(String[] arguments) throws IOException {
        var server = PostgresServer.start(PostgresOptions.in(Path.of(arguments[0]), Path.of(arguments[1]), "password"));
        System.out.println(server.port());
        System.out.flush();
        System.in.read();
    }
}
