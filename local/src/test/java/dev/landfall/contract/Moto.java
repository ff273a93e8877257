package dev.landfall.contract;

import dev.landfall.embedded.MotoServer;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.testing.PythonTools;
import java.nio.file.Path;

/** The one moto of this JVM's tests; it ends with the JVM. */
public final class Moto {

    private Moto() {}

    private static final class Running {
        private static final MotoServer SERVER =
                MotoServer.start(PythonTools.program("python"), Path.of("target", "moto.log"));
    }

    /** An account in which nothing is. */
    public static AwsConnection fresh() {
        Running.SERVER.reset();
        return AwsConnection.to(Running.SERVER.endpoint());
    }
}
