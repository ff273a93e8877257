package dev.landfall.gateway.http;

import dev.landfall.gateway.HttpProbe.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 answer (RFC 9112) until its end, 64 KiB of body, or the deadline, whichever comes first. */
final class AnswerReader {

    static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    AnswerReader(Socket socket, long deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.deadline = deadline;
    }

    Answer read() throws IOException {
        int status;
        Map<String, String> headers;
        do {
            status = status(line());
            headers = headers();
        } while (status < 200);
        var body = new ByteArrayOutputStream();
        if (status != 204 && status != 304) {
            readBody(headers, body);
        }
        return new Answer(status, body.toString(StandardCharsets.UTF_8), Optional.empty());
    }

    private static int status(String line) throws IOException {
        var matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var count = 0; count < MOST_LINES; count++) {
            var line = line();
            if (line.isEmpty()) {
                return headers;
            }
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has too many headers");
    }

    private void readBody(Map<String, String> headers, ByteArrayOutputStream body) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            while (body.size() < LONGEST_BODY) {
                var size = chunkSize();
                if (size <= 0) {
                    return;
                }
                copy(size, body);
                if (body.size() < LONGEST_BODY) {
                    line();
                }
            }
            return;
        }
        copy(length(headers), body);
    }

    private static long length(Map<String, String> headers) throws IOException {
        try {
            return Long.parseLong(headers.getOrDefault("content-length", String.valueOf(Long.MAX_VALUE)));
        } catch (NumberFormatException e) {
            throw new IOException("the answer's length is not a number", e);
        }
    }

    private long chunkSize() throws IOException {
        try {
            return Long.parseLong(line().split(";", 2)[0].strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk's length is not a number", e);
        }
    }

    private void copy(long length, ByteArrayOutputStream body) throws IOException {
        var buffer = new byte[8192];
        var left = Math.min(length, (long) LONGEST_BODY - body.size());
        while (left > 0) {
            hurry();
            var count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                if (length != Long.MAX_VALUE) {
                    throw new IOException("the answer ended early");
                }
                return;
            }
            body.write(buffer, 0, count);
            left -= count;
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() < LONGEST_LINE) {
            hurry();
            var next = in.read();
            if (next < 0) {
                throw new IOException("the answer ended early");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        throw new IOException("a line of the answer is too long");
    }

    /** A server that sends a byte now and then would otherwise hold us for ever. */
    private void hurry() throws IOException {
        var left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    }
}
