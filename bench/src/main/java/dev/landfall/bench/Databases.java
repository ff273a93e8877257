package dev.landfall.bench;

import dev.landfall.local.retool.DatabaseRole;
import dev.landfall.local.retool.SampleDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

/** The databases that are carried. */
enum Databases {
    /** As a Retool of some years has it. */
    RETOOL(SampleDatabase.APP, "Retool's shape"),
    /** Nine tenths of it are one table. */
    GIANT("giant", "one large table"),
    /** As {@link #RETOOL}, but a server neither writes its documents out nor parses them: what that costs every way. */
    TEXT("text", "Retool's shape, text not jsonb"),
    /** Of 20 rows each, with a serial key and one index. */
    SMALL("small", "small tables"),
    /** As {@link #SMALL}, more of them. */
    MANY("many", "small tables");

    /** What {@link SampleDatabase} of scale 1 holds as rows, uncompressed. */
    private static final double GIB_OF_SCALE_1 = 0.124;

    private static final int SCALE_DIGITS = 3;
    private static final int TABLES_AT_A_TIME = 250;

    private final String database;
    private final String label;

    Databases(String database, String label) {
        this.database = database;
        this.label = label;
    }

    String database() {
        return database;
    }

    String label(Sizes sizes) {
        return switch (this) {
            case SMALL, MANY -> String.format(Locale.ROOT, "%,d %s", sizes.tables(this), label);
            case RETOOL, GIANT, TEXT -> label;
        };
    }

    /** Makes it on the source unless it is there. */
    void build(Station station, Sizes sizes) throws SQLException {
        var present = Station.ask(
                station.source(), "postgres", "SELECT count(*) FROM pg_database WHERE datname = '" + database + "'");
        if (!"0".equals(present)) {
            return;
        }
        var gib = sizes.gib(this);
        switch (this) {
            case RETOOL ->
                new SampleDatabase(station.source(), new DatabaseRole("retool", "bench"))
                        .buildGrown(
                                BigDecimal.valueOf(gib / GIB_OF_SCALE_1).setScale(SCALE_DIGITS, RoundingMode.HALF_UP),
                                "bench.example.com");
            case GIANT -> {
                Station.execute(station.source(), "postgres", "CREATE DATABASE " + database);
                Station.execute(
                        station.source(),
                        database,
                        SampleDatabase.documents()
                                + script().replace("${gib}", String.format(Locale.ROOT, "%.3f", gib)));
                Station.execute(station.source(), database, "VACUUM (ANALYZE)");
            }
            case TEXT -> {
                RETOOL.build(station, sizes);
                Station.execute(
                        station.source(), "postgres", "CREATE DATABASE " + database + " TEMPLATE " + RETOOL.database);
                Station.execute(
                        station.source(),
                        database,
                        "ALTER TABLE page_saves ALTER COLUMN data TYPE text USING data::text");
                Station.execute(station.source(), database, "VACUUM (ANALYZE)");
            }
            case SMALL, MANY -> {
                Station.execute(station.source(), "postgres", "CREATE DATABASE " + database);
                smallTables(station, sizes.tables(this));
                Station.execute(station.source(), database, "VACUUM (ANALYZE)");
            }
        }
    }

    /** A few hundred at a time: a transaction holds a lock for each. */
    private void smallTables(Station station, int count) throws SQLException {
        for (var first = 1; first <= count; first += TABLES_AT_A_TIME) {
            Station.execute(
                    station.source(), database, """
                    DO $$
                    BEGIN
                        FOR number IN %d..%d LOOP
                            EXECUTE format('CREATE TABLE %%I (id serial PRIMARY KEY, name text, value int)', 't' || number);
                            EXECUTE format('INSERT INTO %%I (name, value) SELECT md5(n::text), n'
                                || ' FROM generate_series(1, 20) AS n', 't' || number);
                            EXECUTE format('CREATE INDEX ON %%I (name)', 't' || number);
                        END LOOP;
                    END $$""".formatted(first, Math.min(count, first + TABLES_AT_A_TIME - 1)));
        }
    }

    /** Bytes as {@code pg_database_size} counts them, compressed as TOAST does. */
    long bytes(Station station) throws SQLException {
        return Long.parseLong(Station.ask(station.source(), database, "SELECT pg_database_size(current_database())"));
    }

    private static String script() {
        try (var in = Databases.class.getResourceAsStream("giant.sql")) {
            if (in == null) {
                throw new IllegalStateException("giant.sql is missing beside Databases");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
