package dev.landfall.gateway;

import java.util.List;
import java.util.Map;

/** Questions to a database over SQL; every one of them only reads. */
public interface Databases {

    DatabaseFacts facts(DatabaseAddress address);

    /** Sessions of others on that database; Landfall's own ({@code application_name} begins with it) left out. */
    List<Session> sessions(DatabaseAddress address);

    /** Exact row counts of the named tables ({@code schema.table}); a table that does not exist is left out. */
    Map<String, Long> counts(DatabaseAddress address, List<String> tables);

    /** A point in the database's life from which later writes can be told apart. */
    WriteMark mark(DatabaseAddress address);

    /** By table, what was written since the mark; tables without a change are left out. */
    List<Divergence> divergence(DatabaseAddress address, WriteMark mark);

    /**
     * What a server and one of its databases are.
     *
     * @param majorVersion such as 15
     * @param extensions name to version
     */
    record DatabaseFacts(
            int majorVersion,
            String version,
            long bytes,
            String encoding,
            String collation,
            Map<String, String> extensions,
            List<String> availableExtensions,
            long tables) {}

    /** One session; {@code state} is pg_stat_activity's. */
    record Session(String applicationName, String user, String state, String client) {}

    /**
     * A point in a database's life.
     *
     * @param transactionId {@code pg_current_snapshot}'s xmax as 64-bit number
     * @param rows exact rows by table at the mark
     */
    record WriteMark(long transactionId, Map<String, Long> rows) {}

    /**
     * What became of one table since a mark.
     *
     * @param written rows inserted or updated since the mark
     * @param gone rows of the mark that were updated or deleted since
     */
    record Divergence(String table, long written, long gone) {}
}
