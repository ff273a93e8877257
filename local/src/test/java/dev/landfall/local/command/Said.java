package dev.landfall.local.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a command line did: its exit code and both of its outputs. */
record Said(int code, String out, String err) {

    /** In this JVM, as {@code main} runs it. */
    static Said by(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var code = LandfallCommand.run(arguments);
            return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    /** Standard output, which must be one JSON object and nothing else. */
    JsonNode json() {
        try {
            var read = Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(out);
            if (!read.isObject()) {
                throw new AssertionError("no object: " + out);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("not one JSON object: " + out, e);
        }
    }
}
