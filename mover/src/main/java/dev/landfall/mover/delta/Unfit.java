package dev.landfall.mover.delta;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SeenDatabase;
import dev.landfall.mover.postgres.SeenDatabases;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Databases whose changes cannot be told by rows and their transactions. The rows of foreign tables are none of the
 * database's: nobody moves them.
 */
final class Unfit {

    private static final String OTHERS = """
            SELECT pg_catalog.format('%I.%I (access method %s)', n.nspname, c.relname, m.amname)
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_am m ON m.oid = c.relam
             WHERE c.relkind = 'r' AND m.amhandler <> 'pg_catalog.heap_tableam_handler'::pg_catalog.regproc
               AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'landfall_copy')
             ORDER BY 1""";

    private Unfit() {}

    /** {@code DELTA_UNFIT}. */
    static void refuse(Session source) throws SQLException {
        List<String> tables = source.query(OTHERS, row -> row.getString(1));
        if (!tables.isEmpty()) {
            throw Problem.operator(
                            "DELTA_UNFIT",
                            "Changes cannot be told in tables whose rows have no transaction number of PostgreSQL's own: "
                                    + String.join(", ", tables) + ".",
                            "Move this database with one whole copy.")
                    .asException();
        }
    }

    /** {@code TARGET_IS_SOURCE}, whatever names they were reached by. */
    static void refuseItself(Session source, Server server, Optional<SeenDatabase> target) throws SQLException {
        var same = SeenDatabases.of(source, server.url().database())
                .filter(seen -> target.filter(seen::mayBe).isPresent());
        if (same.isPresent()) {
            throw Problem.operator(
                            "TARGET_IS_SOURCE",
                            "The target database is the source " + server.url().display()
                                    + " itself, by another name, or may be for all that the servers say.",
                            "Name another target.")
                    .asException();
        }
    }
}
