package dev.landfall.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@link FakePostgres} says to one client, in version 3 of the protocol. */
final class FakeConversation {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final byte[] SALT = {1, 2, 3, 4};
    private static final Pattern NONCE = Pattern.compile("r=([^,]+)");

    private final FakePostgres fake;
    private final FakePostgres.Manner manner;
    private final Optional<FakeCertificate> certificate;

    FakeConversation(FakePostgres fake, FakePostgres.Manner manner, Optional<FakeCertificate> certificate) {
        this.fake = fake;
        this.manner = manner;
        this.certificate = certificate;
    }

    /** What a client answers to the digest's question. */
    static String md5(String user, String password) {
        var inner = FakePostgres.digest(password + user);
        return FakePostgres.digest(inner + new String(SALT, StandardCharsets.ISO_8859_1));
    }

    void with(Socket client) throws IOException {
        var plain = new DataInputStream(client.getInputStream());
        var length = plain.readInt();
        var code = plain.readInt();
        while (code == SSL_REQUEST || code == GSS_REQUEST) {
            if (code == SSL_REQUEST && certificate.isPresent()) {
                client.getOutputStream().write('S');
                try (var secure = certificate.get().serve(client)) {
                    var in = new DataInputStream(secure.getInputStream());
                    length = in.readInt();
                    in.readInt();
                    startup(in, length);
                    authenticate(in, new DataOutputStream(secure.getOutputStream()));
                }
                return;
            }
            client.getOutputStream().write('N');
            length = plain.readInt();
            code = plain.readInt();
        }
        startup(plain, length);
        authenticate(plain, new DataOutputStream(client.getOutputStream()));
    }

    private void startup(DataInputStream in, int length) throws IOException {
        fake.keep(in.readNBytes(length - 8));
    }

    private void authenticate(DataInputStream in, DataOutputStream out) throws IOException {
        switch (manner) {
            case CLEARTEXT -> {
                ask(out, 3, new byte[0]);
                read(in);
                letIn(in, out);
            }
            case MD5 -> {
                ask(out, 5, SALT);
                read(in);
                letIn(in, out);
            }
            case TRUST -> letIn(in, out);
            case WRONG_SIGNATURE, STRIPPED_BINDING -> scram(in, out, true);
            case SKIPPED_SIGNATURE -> scram(in, out, false);
        }
    }

    private void scram(DataInputStream in, DataOutputStream out, boolean toTheEnd) throws IOException {
        var binds = certificate.isPresent() && manner != FakePostgres.Manner.STRIPPED_BINDING;
        ask(out, 10, text((binds ? "SCRAM-SHA-256-PLUS\0" : "") + "SCRAM-SHA-256\0\0"));
        var first = read(in);
        var nonce = NONCE.matcher(first);
        if (!nonce.find()) {
            throw new EOFException("no SCRAM");
        }
        if (toTheEnd) {
            var salt = Base64.getEncoder().encodeToString(new byte[16]);
            ask(out, 11, text("r=" + nonce.group(1) + "fake,s=" + salt + ",i=4096"));
            read(in);
            ask(out, 12, text("v=" + Base64.getEncoder().encodeToString(new byte[32])));
        }
        letIn(in, out);
    }

    private void letIn(DataInputStream in, DataOutputStream out) throws IOException {
        ask(out, 0, new byte[0]);
        for (var setting : new String[] {
            "server_version\00015.4\0", "client_encoding\0UTF8\0", "DateStyle\0ISO, YMD\0",
            "standard_conforming_strings\0on\0", "integer_datetimes\0on\0", "TimeZone\0UTC\0"
        }) {
            message(out, 'S', text(setting));
        }
        message(out, 'K', new byte[8]);
        message(out, 'Z', text("I"));
        // Whatever comes now was meant for the right server.
        read(in);
        fake.wasTrusted();
    }

    /** One message, which is kept. */
    private String read(DataInputStream in) throws IOException {
        var type = in.readByte();
        var length = in.readInt();
        var body = in.readNBytes(length - 4);
        fake.keep(new byte[] {type});
        fake.keep(body);
        if (type == 'X') {
            throw new EOFException("the client left");
        }
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private static void ask(DataOutputStream out, int question, byte[] more) throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(4).putInt(question).array());
        body.writeBytes(more);
        message(out, 'R', body.toByteArray());
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
        out.flush();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
