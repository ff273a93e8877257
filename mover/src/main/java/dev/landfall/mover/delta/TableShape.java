package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.TableCopy;
import dev.landfall.mover.postgres.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What gives the bytes of a table's rows their meaning. The same server tells it twice by its own numbers (of the table, its
 * columns, the values of its enums), for names can be exchanged while no row changes; two servers have only the names in
 * common.
 *
 * @param fingerprint over those numbers: equal as long as the same bytes mean the same
 * @param parts by name, such as {@code column id}, what another server must have, too
 */
record TableShape(String fingerprint, SortedMap<String, String> parts) {

    /** Of what is no table. */
    static final TableShape NONE = new TableShape("", new TreeMap<>());

    /** Of all tables, by their qualified names. */
    static Map<String, TableShape> read(Session session) throws SQLException {
        return read(session, ShapeSql.TEXT);
    }

    /** Of one, by its qualified name; empty where there is no such table. */
    static Optional<TableShape> read(Session session, TableCopy table) throws SQLException {
        var named = "AND c.relname = " + SqlName.literal(table.name()) + " AND n.nspname = "
                + SqlName.literal(table.schema());
        return Optional.ofNullable(
                read(session, ShapeSql.TEXT.replace(ShapeSql.ANY, named)).get(table.qualified()));
    }

    private static Map<String, TableShape> read(Session session, String text) throws SQLException {
        var building = new TreeMap<String, Building>();
        session.query(text, row -> {
            var table = building.computeIfAbsent(
                    SqlName.qualified(row.getString(1), row.getString(2)), name -> new Building());
            table.numbers
                    .append(row.getString(3))
                    .append('=')
                    .append(row.getString(5))
                    .append('\n');
            return table.parts.put(row.getString(3), row.getString(4));
        });
        var shapes = new TreeMap<String, TableShape>();
        building.forEach((name, table) -> shapes.put(name, table.shape()));
        return shapes;
    }

    private static final class Building {

        private final StringBuilder numbers = new StringBuilder();
        private final SortedMap<String, String> parts = new TreeMap<>();

        private TableShape shape() {
            return new TableShape(digest(numbers.toString()), parts);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
