package dev.landfall.handler;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a program prints and logs at the level that a function's runtime has, until it is closed. */
final class Said implements AutoCloseable {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringBuffer logged = new StringBuffer();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            logged.append(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Said() {
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
    }

    String text() {
        return printed.toString(StandardCharsets.UTF_8) + logged;
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
        System.setOut(out);
        System.setErr(err);
    }
}
