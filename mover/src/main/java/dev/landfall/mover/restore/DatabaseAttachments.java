package dev.landfall.mover.restore;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What hangs on a database and is not in it, as {@code pg_dump --create} lists it; its comment is told elsewhere.
 *
 * @param connectionLimit -1 for none
 * @param privileges empty where the database has the ones that every database begins with
 */
record DatabaseAttachments(
        String owner,
        int connectionLimit,
        Optional<DatabasePrivileges> privileges,
        List<Setting> settings,
        List<Label> labels) {

    /** Those whose value is a list, each element of which is quoted by itself. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    DatabaseAttachments {
        settings = List.copyOf(settings);
        labels = List.copyOf(labels);
    }

    /** Of all roles, or of one. */
    record Setting(Optional<String> role, String name, String value) {

        String statement(String database) {
            var place = role.map(each -> "ALTER ROLE " + SqlName.quoted(each) + " IN DATABASE " + database)
                    .orElse("ALTER DATABASE " + database);
            return place + " SET " + SqlName.quoted(name) + " TO " + literal();
        }

        private String literal() {
            if (!LISTS.contains(name)) {
                return SqlName.literal(value);
            }
            var elements = SettingList.elements(value);
            return elements.isEmpty()
                    ? "''"
                    : String.join(", ", elements.stream().map(SqlName::literal).toList());
        }
    }

    /** A label of a security module. */
    record Label(String provider, String label) {}

    static DatabaseAttachments read(Session maintenance, String database) throws SQLException {
        var row = maintenance
                .query(
                        "SELECT pg_catalog.pg_get_userbyid(datdba), datconnlimit, datacl IS NULL"
                                + " FROM pg_catalog.pg_database WHERE datname = ?",
                        each -> new DatabaseAttachments(
                                each.getString(1),
                                each.getInt(2),
                                each.getBoolean(3)
                                        ? Optional.empty()
                                        : Optional.of(new DatabasePrivileges(each.getString(1), List.of())),
                                List.of(),
                                List.of()),
                        database)
                .getFirst();
        return new DatabaseAttachments(
                row.owner,
                row.connectionLimit,
                row.privileges.isEmpty()
                        ? Optional.empty()
                        : Optional.of(DatabasePrivileges.read(maintenance, row.owner, database)),
                settings(maintenance, database),
                maintenance.query(
                        "SELECT l.provider, l.label FROM pg_catalog.pg_shseclabel l JOIN pg_catalog.pg_database d"
                                + " ON d.oid = l.objoid WHERE l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass"
                                + " AND d.datname = ? ORDER BY 1",
                        each -> new Label(each.getString(1), each.getString(2)),
                        database));
    }

    private static List<Setting> settings(Session maintenance, String database) throws SQLException {
        var all = new ArrayList<Setting>();
        maintenance.query(
                """
                SELECT CASE WHEN s.setrole <> 0 THEN pg_catalog.pg_get_userbyid(s.setrole) END, s.setconfig
                  FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
                 WHERE d.datname = ? ORDER BY 1 NULLS FIRST""",
                row -> all.addAll(settings(Optional.ofNullable(row.getString(1)), (String[])
                        row.getArray(2).getArray())),
                database);
        return all;
    }

    private static List<Setting> settings(Optional<String> role, String[] all) {
        return Arrays.stream(all)
                .map(each -> {
                    var equals = each.indexOf('=');
                    return new Setting(role, each.substring(0, equals), each.substring(equals + 1));
                })
                .toList();
    }

    /** Statements that give a database of Landfall's making the same; all of them may be rolled back. */
    List<String> statements(String database, DatabaseAttachments present) {
        var name = SqlName.quoted(database);
        var all = new ArrayList<String>();
        if (!owner.equals(present.owner)) {
            all.add("ALTER DATABASE " + name + " OWNER TO " + SqlName.quoted(owner));
        }
        all.add("ALTER DATABASE " + name + " CONNECTION LIMIT " + connectionLimit);
        privileges.ifPresent(own -> all.addAll(own.statements(name, present.privileges)));
        settings.forEach(setting -> all.add(setting.statement(name)));
        labels.forEach(label -> all.add("SECURITY LABEL FOR " + SqlName.quoted(label.provider()) + " ON DATABASE "
                + name + " IS " + SqlName.literal(label.label())));
        return List.copyOf(all);
    }

    /** Who may enter, which holds for the copy from its first row on. */
    List<String> entry(String database) {
        return privileges.stream()
                .flatMap(own -> own.statements(SqlName.quoted(database), Optional.empty()).stream())
                .toList();
    }

    /** For people: what there is. */
    String summary() {
        return String.join(
                ", ",
                Stream.of(
                                settings.size() + " settings",
                                privileges.isPresent() ? "privileges" : "",
                                labels.isEmpty() ? "" : labels.size() + " security labels")
                        .filter(each -> !each.isEmpty())
                        .toList());
    }
}
