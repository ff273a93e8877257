package dev.landfall.gateway;

import dev.landfall.model.transfer.ConnectionRoom;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.LockSpace;
import dev.landfall.model.transfer.RolePowers;
import dev.landfall.model.transfer.SearchPathTrial;
import dev.landfall.model.transfer.WriteMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions to a database over SQL, and the fence of the source; all but what says so only reads. */
public interface Databases {

    DatabaseFacts facts(DatabaseAddress address);

    /** Tells two databases apart whatever names they are reached by. */
    DatabaseIdentity identity(DatabaseAddress address);

    /** Sessions of others on that database; Landfall's own ({@code application_name} begins with it) left out. */
    List<Session> sessions(DatabaseAddress address);

    /** Exact row counts of the named tables ({@code schema.table}), as far as the time for a question reaches. */
    TableCounts counts(DatabaseAddress address, List<String> tables);

    /** What the address' user may do there. */
    DatabaseRights rights(DatabaseAddress address);

    /** What a move meets there besides rows. */
    DatabaseContents contents(DatabaseAddress address);

    /**
     * What may hold a dump up, or tell that somebody works here.
     *
     * @param tables whose newest row is looked for ({@code schema.table}); missing ones are left out
     */
    DatabaseActivity activity(DatabaseAddress address, List<String> tables);

    /** What the server has room for, and whether the database is its own. */
    DatabaseLimits limits(DatabaseAddress address);

    /** Tries, in a transaction that only reads, what a restore does without a search path; in a few seconds. */
    SearchPathTrial searchPath(DatabaseAddress address);

    /** Its code, and the rights that it runs with. */
    DatabaseCode code(DatabaseAddress address);

    /** What the address' user may do beyond its own objects. */
    RolePowers powers(DatabaseAddress address);

    /** A point in the database's life from which later writes can be told apart. */
    WriteMark mark(DatabaseAddress address);

    /** Whether the database is read-only by default, and whether the address' user may change that. */
    WriteFence fence(DatabaseAddress address);

    /**
     * Changes the database's {@code default_transaction_read_only}, for sessions that are opened from then on.
     *
     * @param value {@code on} or what stood there before; empty takes the setting away
     */
    void readOnlyByDefault(DatabaseAddress address, Optional<String> value);

    /** Ends others' sessions on that database, those that the address' user may end; how many. */
    long endSessions(DatabaseAddress address);

    /**
     * How a database keeps writers off.
     *
     * @param readOnly its own {@code default_transaction_read_only}, as it is set; empty where it has none
     * @param mayChange whether the address' user may change it: the database's owner, or a superuser
     * @param exempt roles with a setting of their own, which goes before the database's
     */
    record WriteFence(Optional<String> readOnly, boolean mayChange, List<String> exempt) {
        public WriteFence {
            exempt = List.copyOf(exempt);
        }
    }

    /**
     * What a server and one of its databases are.
     *
     * @param majorVersion such as 15
     * @param extensions name to version
     * @param replica whether it only follows another server ({@code pg_is_in_recovery}): nothing can be frozen or
     *     restored there, and a snapshot is not exported
     * @param connections what is left for the address' user, sessions of functions left out
     */
    record DatabaseFacts(
            int majorVersion,
            String version,
            long bytes,
            String encoding,
            String collation,
            Map<String, String> extensions,
            List<String> availableExtensions,
            long tables,
            boolean replica,
            ConnectionRoom connections) {}

    /**
     * What a user may do in a database.
     *
     * @param unreadable tables and sequences that it may not read, {@code schema.name}
     * @param hidden tables of which row-level security hides rows from it
     * @param createsDatabases whether it may create one
     * @param ownsDatabase whether it may drop this one: its owner, a member of its owner, or a superuser
     */
    record DatabaseRights(
            List<String> unreadable, List<String> hidden, boolean createsDatabases, boolean ownsDatabase) {
        public DatabaseRights {
            unreadable = List.copyOf(unreadable);
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * What a move meets in a database and on its server, besides rows. Names of objects are {@code schema.name}.
     *
     * @param largest the five largest tables, the largest first
     * @param neededRoles roles that its policies and user mappings name
     * @param roles all roles of the server
     * @param subscriptions of this database
     * @param invalidIndexes that an interrupted {@code CREATE INDEX CONCURRENTLY} left
     * @param preparedTransactions of this database, by their own names: neither committed nor rolled back
     * @param transactionAge transactions since the oldest unfrozen row's; at about 2,100 million the server stops writing
     * @param hasLz4 whether the server can compress large values with lz4
     */
    record DatabaseContents(
            List<TableSize> largest,
            List<String> neededRoles,
            List<String> roles,
            List<String> subscriptions,
            List<String> invalidIndexes,
            List<String> preparedTransactions,
            long transactionAge,
            boolean hasLz4) {
        public DatabaseContents {
            largest = List.copyOf(largest);
            neededRoles = List.copyOf(neededRoles);
            roles = List.copyOf(roles);
            subscriptions = List.copyOf(subscriptions);
            invalidIndexes = List.copyOf(invalidIndexes);
            preparedTransactions = List.copyOf(preparedTransactions);
        }
    }

    /**
     * What a server sets bounds to.
     *
     * @param template whether it is a database that the server needs itself, or a template for new ones
     */
    record DatabaseLimits(LockSpace locks, boolean template) {}

    /**
     * A table's size on disk.
     *
     * @param table {@code schema.name}
     * @param bytes heap and TOAST, no index
     */
    record TableSize(String table, long bytes) {}

    /**
     * What goes on in a database.
     *
     * @param oldestTransaction age of the oldest open transaction of another session, zero where there is none
     * @param deadTuples of all user tables, as the statistics have it
     * @param liveTuples of all user tables, as the statistics have it
     * @param replicationSlots names of all slots of the server
     * @param newestRow the latest moment in any column {@code createdAt}, {@code created_at}, {@code updatedAt} or
     *     {@code updated_at} of the tables that the caller named
     * @param localUsers users that have a password of their own, by the table {@code users}; empty where the table is
     *     not as known, or was not read in time
     * @param unread tables that were not read, because all of it took longer than a question may
     */
    record DatabaseActivity(
            Duration oldestTransaction,
            long deadTuples,
            long liveTuples,
            List<String> replicationSlots,
            Optional<Instant> newestRow,
            Optional<Long> localUsers,
            List<String> unread) {
        public DatabaseActivity {
            replicationSlots = List.copyOf(replicationSlots);
            unread = List.copyOf(unread);
        }
    }

    /** One session; {@code state} is pg_stat_activity's. */
    record Session(String applicationName, String user, String state, String client) {}

    /**
     * Exact rows of tables.
     *
     * @param rows by table; one that does not exist is left out
     * @param left tables that were not counted, because all of it took longer than {@code within}
     */
    record TableCounts(Map<String, Long> rows, List<String> left, Duration within) {
        public TableCounts {
            rows = Map.copyOf(rows);
            left = List.copyOf(left);
        }
    }
}
