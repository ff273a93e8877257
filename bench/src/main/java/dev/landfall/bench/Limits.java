package dev.landfall.bench;

import dev.landfall.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** What the servers can do with the largest table when nothing else is in the way: one session, binary COPY. */
final class Limits {

    private static final String TABLE = "page_saves";
    private static final int ROWS = 6_000;
    private static final int CHUNK_BYTES = 1 << 16;

    private Limits() {}

    static List<Results.Limit> measure(Station station) throws SQLException {
        var database = Databases.RETOOL.database();
        var limits = new ArrayList<Results.Limit>();
        var bytes = copyOut(
                station.source(), database, "SELECT * FROM " + TABLE, java.io.OutputStream.nullOutputStream(), limits);
        var file = station.scratch().resolve("rows.copy");
        try {
            try (var out = Files.newOutputStream(file)) {
                bytes = copyOut(
                        station.source(),
                        database,
                        "SELECT data FROM " + TABLE + " LIMIT " + ROWS,
                        out,
                        new ArrayList<>());
            }
            for (var compression : station.hasLz4() ? List.of("pglz", "lz4") : List.of("pglz")) {
                Station.execute(station.target(), "postgres", "DROP DATABASE IF EXISTS limits WITH (FORCE)");
                Station.execute(station.target(), "postgres", "CREATE DATABASE limits");
                Station.execute(station.target(), "limits", "CREATE TABLE rows (data jsonb); CHECKPOINT");
                limits.add(new Results.Limit(
                        "COPY in, one session, " + TABLE + ", TOAST by " + compression,
                        bytes / 1e6 / copyIn(station.target(), file, compression)));
            }
            Station.execute(station.target(), "postgres", "DROP DATABASE limits WITH (FORCE)");
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return limits;
    }

    private static long copyOut(
            PostgresServer server, String database, String query, java.io.OutputStream out, List<Results.Limit> limits)
            throws SQLException {
        try (var session = server.connect(database)) {
            var started = System.nanoTime();
            var bytes = 0L;
            var copy = session.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT WITH (FORMAT binary)");
            for (var piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
                bytes += piece.length;
                out.write(piece);
            }
            limits.add(new Results.Limit(
                    "COPY out to nothing, one session, " + TABLE, bytes / 1e6 / ((System.nanoTime() - started) / 1e9)));
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double copyIn(PostgresServer server, java.nio.file.Path file, String compression)
            throws SQLException, IOException {
        try (var session = server.connect("limits");
                var in = Files.newInputStream(file)) {
            session.createStatement().execute("SET default_toast_compression = " + compression);
            var started = System.nanoTime();
            var copy =
                    session.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY rows FROM STDIN WITH (FORMAT binary)");
            var chunk = new byte[CHUNK_BYTES];
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                copy.writeToCopy(chunk, 0, read);
            }
            copy.endCopy();
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
