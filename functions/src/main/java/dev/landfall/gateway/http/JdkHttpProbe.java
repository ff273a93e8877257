package dev.landfall.gateway.http;

import dev.landfall.gateway.HttpProbe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * One request over a socket of the JDK. The JDK's own HTTP clients take the name for TLS from the address they connect
 * to, and a probe has to ask an address that the name does not lead to yet. With {@code https} the certificate is
 * verified for the name, not for the address.
 */
public final class JdkHttpProbe implements HttpProbe {

    private final Duration timeout;
    private final SSLContext trust;

    /** Trusts what the JDK trusts; {@code timeout} is for connecting and for the whole answer, each. */
    public JdkHttpProbe(Duration timeout) {
        this(timeout, jdkTrust());
    }

    public JdkHttpProbe(Duration timeout, SSLContext trust) {
        this.timeout = timeout;
        this.trust = trust;
    }

    private static SSLContext jdkTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has a default TLS context", e);
        }
    }

    @Override
    public Answer get(URI address, String host) {
        var secure = "https".equalsIgnoreCase(address.getScheme());
        var port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        var where = address.getHost() + ":" + port;
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address.getHost(), port), Math.toIntExact(timeout.toMillis()));
            plain.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            if (!secure) {
                return ask(plain, address, host);
            }
            try (var tls = secured(plain, host, port)) {
                return ask(tls, address, host);
            }
        } catch (SocketTimeoutException e) {
            return failed(where + " did not answer within " + timeout.toSeconds() + " s.");
        } catch (UnknownHostException e) {
            return failed("The name " + address.getHost() + " does not exist.");
        } catch (ConnectException e) {
            return failed(where + " refused the connection.");
        } catch (SSLException e) {
            return failed(where + " and we could not agree on TLS for " + host + ": " + e.getMessage() + ".");
        } catch (IOException e) {
            return failed(where + " broke off: " + e.getMessage() + ".");
        }
    }

    private SSLSocket secured(Socket plain, String host, int port) throws IOException {
        var tls = (SSLSocket) trust.getSocketFactory().createSocket(plain, host, port, true);
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private Answer ask(Socket socket, URI address, String host) throws IOException {
        var path = Optional.ofNullable(address.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var request = "GET " + path + query + " HTTP/1.1\r\nHost: " + header(host)
                + "\r\nUser-Agent: landfall\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return new AnswerReader(socket, System.nanoTime() + timeout.toNanos()).read();
    }

    private static String header(String host) {
        if (host.chars().anyMatch(character -> character <= ' ')) {
            throw new IllegalArgumentException("not a host name: " + host);
        }
        return host;
    }

    private static Answer failed(String why) {
        return new Answer(0, "", Optional.of(why));
    }
}
