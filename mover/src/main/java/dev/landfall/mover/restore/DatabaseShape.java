package dev.landfall.mover.restore;

import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a database keeps when it is dropped and created again.
 *
 * @param icuLocale where ICU sorts its text
 * @param settings of {@code ALTER DATABASE … SET}, as {@code name=value}
 */
record DatabaseShape(String owner, DatabaseLocale locale, Optional<String> icuLocale, List<String> settings) {

    private static final int ICU_FROM_MAJOR = 15;
    private static final int LOCALE_RENAMED_IN_MAJOR = 17;

    DatabaseShape {
        settings = List.copyOf(settings);
    }

    static Optional<DatabaseShape> read(Session maintenance, String database) throws SQLException {
        var major = Server.major(maintenance);
        var icu = major < ICU_FROM_MAJOR
                ? "NULL"
                : "CASE d.datlocprovider WHEN 'i' THEN d."
                        + (major < LOCALE_RENAMED_IN_MAJOR ? "daticulocale" : "datlocale") + " END";
        return maintenance
                .query(
                        "SELECT pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_encoding_to_char(d.encoding),"
                                + " d.datcollate, d.datctype, " + icu + ", s.setconfig"
                                + " FROM pg_catalog.pg_database d LEFT JOIN pg_catalog.pg_db_role_setting s"
                                + " ON s.setdatabase = d.oid AND s.setrole = 0 WHERE d.datname = ?",
                        row -> {
                            var settings = row.getArray(6);
                            return new DatabaseShape(
                                    row.getString(1),
                                    new DatabaseLocale(row.getString(2), row.getString(3), row.getString(4)),
                                    Optional.ofNullable(row.getString(5)),
                                    settings == null ? List.of() : Arrays.asList((String[]) settings.getArray()));
                        },
                        database)
                .stream()
                .findFirst();
    }

    /** For a target that has no such database yet: the source's encoding and the server's own locale. */
    static DatabaseShape fresh(Session maintenance, DatabaseLocale source) throws SQLException {
        var own = read(maintenance, "template0").orElseThrow();
        return new DatabaseShape(
                maintenance.text("SELECT current_user"),
                new DatabaseLocale(
                        source.encoding(), own.locale().collate(), own.locale().ctype()),
                own.icuLocale(),
                List.of());
    }

    String createStatement(String database) {
        return "CREATE DATABASE " + SqlName.quoted(database) + " OWNER " + SqlName.quoted(owner)
                + " TEMPLATE template0 ENCODING " + SqlName.literal(locale.encoding()) + " LC_COLLATE "
                + SqlName.literal(locale.collate()) + " LC_CTYPE " + SqlName.literal(locale.ctype())
                + icuLocale
                        .map(name -> " LOCALE_PROVIDER icu ICU_LOCALE " + SqlName.literal(name))
                        .orElse("");
    }
}
