package dev.landfall.local.move;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name the two servers. */
final class Servers {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "URL",
            description = {
                "postgresql://user@host:port/dbname?sslmode=verify-full&sslrootcert=/path",
                "sslmode is verify-full for names of RDS, else require; disable on this machine.",
                "require_auth=md5 where a server that is verified cannot do scram-sha-256."
            })
    private String source = "";

    @Option(names = "--target", required = true, paramLabel = "URL", description = "The same form.")
    private String target = "";

    @Option(
            names = "--source-password-from",
            paramLabel = "REF",
            description = "file:/path, env:NAME or a secret's ARN; else the URL, PGPASSWORD or ~/.pgpass.")
    private Optional<String> sourcePasswordFrom = Optional.empty();

    @Option(names = "--target-password-from", paramLabel = "REF", description = "The same forms.")
    private Optional<String> targetPasswordFrom = Optional.empty();

    Server source(Map<String, String> environment, String application) {
        return Endpoint.parse(source).server(Side.SOURCE, sourcePasswordFrom, environment, application);
    }

    /** Refuses what is the source itself, as far as its address tells. */
    Server target(Map<String, String> environment, String application) {
        var endpoint = Endpoint.parse(target);
        var from = Endpoint.parse(source).url();
        var to = endpoint.url();
        if (from.host().equals(to.host())
                && from.port() == to.port()
                && from.database().equals(to.database())) {
            throw Problem.operator(
                            "USAGE",
                            "Source and target are the same database, " + to.display() + ".",
                            "Name another target.")
                    .asException();
        }
        return endpoint.server(Side.TARGET, targetPasswordFrom, environment, application);
    }

    static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw Problem.operator("USAGE", option + " is " + value + ".", "Give a number from 1.")
                    .asException();
        }
    }
}
