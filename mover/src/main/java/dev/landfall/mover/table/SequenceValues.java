package dev.landfall.mover.table;

import dev.landfall.model.transfer.SequenceValue;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Where sequences stand: read and set many at a time, for there may be as many as there are tables. */
public final class SequenceValues {

    private static final int AT_ONCE = 100;

    private SequenceValues() {}

    /**
     * Reads them inside the session's transaction; the sequences' locks do not last until its end, for the server's lock table
     * may not hold as many.
     *
     * @param named whose values are not known yet
     * @return the same sequences in the same order
     */
    public static List<SequenceValue> read(Session session, List<SequenceValue> named) throws SQLException {
        var values = new ArrayList<SequenceValue>();
        for (var start = 0; start < named.size(); start += AT_ONCE) {
            var batch = named.subList(start, Math.min(named.size(), start + AT_ONCE));
            var selects = new ArrayList<String>();
            for (var i = 0; i < batch.size(); i++) {
                selects.add("SELECT " + i + " AS place, last_value, is_called FROM "
                        + batch.get(i).qualified());
            }
            session.execute("SAVEPOINT sequences");
            values.addAll(session.query(String.join(" UNION ALL ", selects) + " ORDER BY place", row -> {
                var sequence = batch.get(row.getInt(1));
                return new SequenceValue(sequence.schema(), sequence.name(), row.getLong(2), row.getBoolean(3));
            }));
            session.execute("ROLLBACK TO SAVEPOINT sequences; RELEASE SAVEPOINT sequences");
        }
        return values;
    }

    /** Sets them, some in a transaction; setting them again changes nothing. */
    public static void set(Session session, List<SequenceValue> values) throws SQLException {
        for (var start = 0; start < values.size(); start += AT_ONCE) {
            var batch = values.subList(start, Math.min(values.size(), start + AT_ONCE));
            session.execute("SELECT "
                    + String.join(
                            ", ", batch.stream().map(SequenceValues::setting).toList()));
        }
    }

    private static String setting(SequenceValue sequence) {
        return "pg_catalog.setval(" + SqlName.literal(sequence.qualified()) + "::pg_catalog.regclass, "
                + sequence.lastValue() + ", " + sequence.called() + ")";
    }
}
