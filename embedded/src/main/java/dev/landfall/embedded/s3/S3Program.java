package dev.landfall.embedded.s3;

import java.io.IOException;
import java.io.InputStream;

/** Runs the S3 program for as long as standard input stays open: whoever started it holds the other end, dead or alive. */
public final class S3Program {

    private static final String PROGRAM = "com.adobe.testing.s3mock.S3MockApplication";

    private S3Program() {}

    /** The arguments are the program's own. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var input = System.in;
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            awaitEnd(input);
            System.exit(0);
        });
        // By name: the program's classes are in its own archive, which only its own launcher opens.
        Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe is an end too.
        }
    }
}
