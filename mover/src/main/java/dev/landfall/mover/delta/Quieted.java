package dev.landfall.mover.delta;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would act on carried rows although the session is a replica's: triggers and rules that are ENABLE ALWAYS or ENABLE
 * REPLICA, checks that old rows need not meet, and publications. Taken off and given back in the transaction of the rows.
 *
 * @param off statements before the first row
 * @param back statements after the last one
 * @param inherited checks that cannot be taken off one table alone
 */
record Quieted(List<String> off, List<String> back, List<String> inherited) {

    static final Quieted NOTHING = new Quieted(List.of(), List.of(), List.of());

    private static final String ACTING = """
            SELECT n.nspname, c.relname, a.kind, a.name, a.state
              FROM (SELECT tgrelid, 'TRIGGER', tgname, tgenabled FROM pg_catalog.pg_trigger
                    UNION ALL
                    SELECT ev_class, 'RULE', rulename, ev_enabled FROM pg_catalog.pg_rewrite) a(relation, kind, name, state)
              JOIN pg_catalog.pg_class c ON c.oid = a.relation AND c.relkind = 'r'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE a.state IN ('A', 'R') AND n.nspname NOT LIKE 'pg\\_%'
             ORDER BY 1, 2, 3, 4""";

    private static final String CHECKS = """
            SELECT n.nspname, c.relname, q.conname, pg_catalog.pg_get_constraintdef(q.oid),
                   pg_catalog.obj_description(q.oid, 'pg_constraint'),
                   q.coninhcount > 0 OR EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid)
              FROM pg_catalog.pg_constraint q
              JOIN pg_catalog.pg_class c ON c.oid = q.conrelid AND c.relkind = 'r'
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE q.contype = 'c' AND NOT q.convalidated AND n.nspname NOT LIKE 'pg\\_%'
               AND pg_catalog.pg_get_constraintdef(q.oid) LIKE '%NOT VALID'
             ORDER BY 1, 2, 3""";

    /** A publication, which travels with the schema, forbids to delete from a table whose rows it could not name. */
    private static final String UNIDENTIFIED = """
            SELECT n.nspname, c.relname, CASE c.relreplident WHEN 'n' THEN 'NOTHING' ELSE 'DEFAULT' END
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'
               AND EXISTS (SELECT FROM pg_catalog.pg_publication)
               AND (c.relreplident = 'n' OR c.relreplident = 'd' AND NOT EXISTS (
                    SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))""";

    Quieted {
        off = List.copyOf(off);
        back = List.copyOf(back);
        inherited = List.copyOf(inherited);
    }

    /** Of the tables that need it, by their qualified names. */
    static Map<String, Quieted> read(Session target) throws SQLException {
        var building = new HashMap<String, Building>();
        target.query(ACTING, row -> {
            var name = SqlName.qualified(row.getString(1), row.getString(2));
            var what = row.getString(3) + " " + SqlName.quoted(row.getString(4));
            var state = row.getString(5).equals("A") ? "ALWAYS " : "REPLICA ";
            var table = building.computeIfAbsent(name, key -> new Building());
            table.off.add("ALTER TABLE ONLY " + name + " DISABLE " + what);
            return table.back.add("ALTER TABLE ONLY " + name + " ENABLE " + state + what);
        });
        target.query(CHECKS, row -> {
            var name = SqlName.qualified(row.getString(1), row.getString(2));
            var check = SqlName.quoted(row.getString(3));
            var comment = Optional.ofNullable(row.getString(5));
            var table = building.computeIfAbsent(name, key -> new Building());
            if (row.getBoolean(6)) {
                return table.inherited.add(row.getString(3));
            }
            table.off.add("ALTER TABLE ONLY " + name + " DROP CONSTRAINT " + check);
            table.back.add("ALTER TABLE ONLY " + name + " ADD CONSTRAINT " + check + " " + row.getString(4));
            comment.ifPresent(text ->
                    table.back.add("COMMENT ON CONSTRAINT " + check + " ON " + name + " IS " + SqlName.literal(text)));
            return true;
        });
        target.query(UNIDENTIFIED, row -> {
            var name = SqlName.qualified(row.getString(1), row.getString(2));
            var table = building.computeIfAbsent(name, key -> new Building());
            table.off.add("ALTER TABLE ONLY " + name + " REPLICA IDENTITY FULL");
            return table.back.add("ALTER TABLE ONLY " + name + " REPLICA IDENTITY " + row.getString(3));
        });
        var quieted = new HashMap<String, Quieted>();
        building.forEach((name, table) -> quieted.put(name, new Quieted(table.off, table.back, table.inherited)));
        return quieted;
    }

    private static final class Building {

        private final List<String> off = new ArrayList<>();
        private final List<String> back = new ArrayList<>();
        private final List<String> inherited = new ArrayList<>();
    }
}
