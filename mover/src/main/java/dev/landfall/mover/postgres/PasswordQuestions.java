package dev.landfall.mover.postgres;

import dev.landfall.model.postgres.PasswordProtocol;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * What a server says until it lets a client in, as far as the frontend/backend protocol 3 has it: a type, a length, and for
 * authentication a number.
 */
final class PasswordQuestions {

    private static final int LENGTH_BYTES = 4;
    private static final int LONGEST_BYTES = 1 << 16;

    private static final int OK = 0;
    private static final int MD5 = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private final DataInputStream server;
    private final DataOutputStream client;
    private final PasswordProtocol protocol;
    private boolean proven;

    PasswordQuestions(InputStream server, OutputStream client, PasswordProtocol protocol) {
        this.server = new DataInputStream(server);
        this.client = new DataOutputStream(client);
        this.protocol = protocol;
        this.proven = protocol == PasswordProtocol.NONE;
    }

    /** Passes messages on up to the one that lets the client in; false where one was kept back, which ends it. */
    boolean passed() throws IOException {
        while (true) {
            var type = server.read();
            if (type < 0) {
                throw new EOFException("the server closed the connection");
            }
            var length = server.readInt();
            if (length < LENGTH_BYTES || length > LONGEST_BYTES) {
                return false;
            }
            var body = server.readNBytes(length - LENGTH_BYTES);
            if (!isAccepted((char) type, body)) {
                return false;
            }
            client.writeByte(type);
            client.writeInt(length);
            client.write(body);
            client.flush();
            if (type == 'R' && number(body) == OK) {
                return true;
            }
        }
    }

    private boolean isAccepted(char type, byte[] body) {
        return switch (type) {
            // An error, a notice, another minor version of the protocol.
            case 'E', 'N', 'v' -> true;
            case 'R' ->
                switch (number(body)) {
                    case OK -> proven;
                    case SASL, SASL_CONTINUE -> true;
                    case MD5 -> {
                        proven |= protocol == PasswordProtocol.MD5;
                        yield protocol == PasswordProtocol.MD5;
                    }
                    case SASL_FINAL -> {
                        proven = true;
                        yield true;
                    }
                    default -> false;
                };
            default -> false;
        };
    }

    private static int number(byte[] body) {
        return body.length < LENGTH_BYTES ? -1 : ByteBuffer.wrap(body).getInt();
    }
}
