package dev.landfall.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a server, says its port, and waits to be killed. */
final class S3ServerParent {

    private S3ServerParent() {}

    public static void main(String[] arguments) throws IOException {
        var server = S3Server.start(Path.of(arguments[0]), 0);
        System.out.println(server.port());
        System.out.flush();
        System.in.read();
    }
}
