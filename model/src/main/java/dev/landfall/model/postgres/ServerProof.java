package dev.landfall.model.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a server has to show before it is given anything: who it is, and that it knows the password. The same for the
 * driver and for the client programs.
 *
 * @param authorities in PEM, that the modes which verify trust; the driver's and libpq's own where there are none
 */
public record ServerProof(TlsMode tls, PasswordProtocol protocol, Optional<Path> authorities) {

    /** A digest of the password is not given to a server of which nothing is known but that it encrypts. */
    public ServerProof {
        protocol = tls == TlsMode.REQUIRE && protocol == PasswordProtocol.MD5 ? PasswordProtocol.SCRAM : protocol;
    }

    /**
     * What is asked of that host: an RDS name's certificate is verified whatever was decided, and where nothing was
     * decided another host must do TLS and this machine itself need not.
     *
     * @param hasPassword without one, a server that is known needs none to be asked
     */
    public static ServerProof of(
            String host,
            Optional<TlsMode> tls,
            Optional<PasswordProtocol> protocol,
            boolean hasPassword,
            Optional<Path> authorities) {
        var usual = DatabaseHost.isLoopback(host) ? TlsMode.NONE : TlsMode.REQUIRE;
        var mode = DatabaseHost.isRds(host) ? TlsMode.VERIFY_FULL : tls.orElse(usual);
        var isKnown = mode.verifies() || DatabaseHost.isLoopback(host);
        return new ServerProof(
                mode,
                protocol.orElse(hasPassword || !isKnown ? PasswordProtocol.SCRAM : PasswordProtocol.NONE),
                authorities);
    }

    /** Where no name was verified, a server that only passes our messages on to the real one must not pass for it. */
    private String channelBinding() {
        if (tls == TlsMode.NONE) {
            return "disable";
        }
        return tls != TlsMode.VERIFY_FULL && protocol == PasswordProtocol.SCRAM ? "require" : "prefer";
    }

    /** For the driver. */
    void addTo(Properties properties) {
        properties.setProperty("sslmode", tls.word());
        properties.setProperty("requireAuth", protocol.accepted());
        properties.setProperty("channelBinding", channelBinding());
        properties.setProperty("gssEncMode", "disable");
        if (tls.verifies()) {
            authorities.ifPresent(file -> properties.setProperty("sslrootcert", file.toString()));
        }
    }

    /** For client programs: variables of libpq. One before 16 does not know {@code PGREQUIREAUTH}. */
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PGSSLMODE", tls.word());
        variables.put("PGREQUIREAUTH", protocol.accepted());
        variables.put("PGCHANNELBINDING", channelBinding());
        variables.put("PGGSSENCMODE", "disable");
        if (tls.verifies()) {
            authorities.ifPresent(file -> variables.put("PGSSLROOTCERT", file.toString()));
        }
        return variables;
    }
}
