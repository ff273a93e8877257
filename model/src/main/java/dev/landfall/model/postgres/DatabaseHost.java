package dev.landfall.model.postgres;

import dev.landfall.model.failure.Problem;
import java.util.regex.Pattern;

/** What a server's name tells about it. */
public final class DatabaseHost {

    /** Of Amazon RDS and Aurora, in China too. */
    private static final Pattern RDS =
            Pattern.compile(".+\\.rds(?:\\.[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?\\.?", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|127(?:\\.\\d{1,3}){3}|(?:0{0,4}:){2,7}0{0,3}1|::ffff:127(?:\\.\\d{1,3}){3}",
            Pattern.CASE_INSENSITIVE);

    /** One host: commas, slashes and question marks would be read as more than a name. */
    private static final Pattern NAME = Pattern.compile("[\\w.:%-]+", Pattern.UNICODE_CHARACTER_CLASS);

    private DatabaseHost() {}

    public static boolean isRds(String host) {
        return RDS.matcher(host).matches();
    }

    /** What never leaves this machine. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The host, as a URL has it; {@code DATABASE_HOST_INVALID} where it is not the name or address of one. */
    static String inUrl(String host) {
        if (!NAME.matcher(host).matches()) {
            throw Problem.operator(
                            "DATABASE_HOST_INVALID",
                            "The database's host is neither a name nor an address.",
                            "Name one host, without a port, a path or options.")
                    .asException();
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
