package dev.landfall.mover.restore;

import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database is created with.
 *
 * @param provider who sorts its text, as a clause of CREATE DATABASE; empty before 15, where it is always the system
 * @param tablespace empty for the server's default
 */
record DatabaseShape(String owner, DatabaseLocale locale, String provider, Optional<String> tablespace) {

    private static final int PROVIDER_FROM_MAJOR = 15;
    private static final int RULES_FROM_MAJOR = 16;
    private static final int LOCALE_RENAMED_IN_MAJOR = 17;

    static Optional<DatabaseShape> read(Session maintenance, String database) throws SQLException {
        return maintenance
                .query(
                        "SELECT pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_encoding_to_char(d.encoding),"
                                + " d.datcollate, d.datctype, t.spcname, " + provider(Server.major(maintenance))
                                + " FROM pg_catalog.pg_database d JOIN pg_catalog.pg_tablespace t"
                                + " ON t.oid = d.dattablespace WHERE d.datname = ?",
                        row -> new DatabaseShape(
                                row.getString(1),
                                new DatabaseLocale(row.getString(2), row.getString(3), row.getString(4)),
                                row.getString(6),
                                Optional.of(row.getString(5)).filter(name -> !name.equals("pg_default"))),
                        database)
                .stream()
                .findFirst();
    }

    private static String provider(int major) {
        if (major < PROVIDER_FROM_MAJOR) {
            return "''";
        }
        var locale = major < LOCALE_RENAMED_IN_MAJOR ? "d.daticulocale" : "d.datlocale";
        var rules = major < RULES_FROM_MAJOR
                ? "''"
                : "coalesce(' ICU_RULES ' || pg_catalog.quote_literal(d.daticurules), '')";
        return "CASE d.datlocprovider WHEN 'i' THEN ' LOCALE_PROVIDER icu ICU_LOCALE '"
                + " || pg_catalog.quote_literal(" + locale + ") || " + rules
                + " WHEN 'b' THEN ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ' || pg_catalog.quote_literal(" + locale
                + ") ELSE ' LOCALE_PROVIDER libc' END";
    }

    /** For a target that has no such database yet: the source's encoding and the server's own locale. */
    static DatabaseShape fresh(Session maintenance, DatabaseLocale source) throws SQLException {
        var own = read(maintenance, "template0").orElseThrow();
        return new DatabaseShape(
                maintenance.text("SELECT current_user"),
                new DatabaseLocale(
                        source.encoding(), own.locale().collate(), own.locale().ctype()),
                own.provider(),
                Optional.empty());
    }

    /** An empty database with this many connections at most. */
    String createStatement(String database, int connectionLimit) {
        return "CREATE DATABASE " + SqlName.quoted(database) + " OWNER " + SqlName.quoted(owner)
                + " TEMPLATE template0 ENCODING " + SqlName.literal(locale.encoding()) + " LC_COLLATE "
                + SqlName.literal(locale.collate()) + " LC_CTYPE " + SqlName.literal(locale.ctype()) + provider
                + tablespace.map(name -> " TABLESPACE " + SqlName.quoted(name)).orElse("") + " CONNECTION LIMIT "
                + connectionLimit;
    }
}
