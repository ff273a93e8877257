package dev.landfall.mover;

import dev.landfall.embedded.PostgresServer;
import java.sql.SQLException;

/** A database of hundreds of small tables, and of whatever is easily lost among them. */
final class ManyTables {

    static final int PLAIN = 300;

    private static final String ODD = """
            CREATE SCHEMA "Odd ""schema""\";
            CREATE TABLE "Odd ""schema""\"."it's a {table}; --" ("a ""b""\" serial PRIMARY KEY, "Straße" text);
            INSERT INTO "Odd ""schema""\"."it's a {table}; --" ("Straße") VALUES ('x'), (NULL), ('\\.');
            CREATE TABLE "two
            lines" (id int PRIMARY KEY);
            INSERT INTO "two
            lines" VALUES (1);
            CREATE TABLE no_rows (id serial PRIMARY KEY, word text UNIQUE);
            CREATE TABLE no_columns ();
            INSERT INTO no_columns SELECT FROM generate_series(1, 3);
            CREATE TABLE swells AS SELECT g AS id, repeat('x', 700000) AS body FROM generate_series(1, 4) g;
            CREATE TABLE as_text (id int, kind regclass, amount money);
            INSERT INTO as_text VALUES (1, 'pg_class', 12.5), (2, NULL, NULL);
            CREATE SEQUENCE never_called START 42;
            CREATE SEQUENCE called START 7; SELECT nextval('called');
            CREATE SEQUENCE set_back; SELECT setval('set_back', 9, false);
            CREATE TABLE measured (at date NOT NULL, value int, PRIMARY KEY (at)) PARTITION BY RANGE (at);
            DO $$ BEGIN FOR i IN 0..29 LOOP
              EXECUTE format('CREATE TABLE measured_%s PARTITION OF measured FOR VALUES FROM (%L) TO (%L)',
                             i, date '2026-01-01' + i, date '2026-01-02' + i);
            END LOOP; END $$;
            INSERT INTO measured SELECT date '2026-01-01' + g, g FROM generate_series(0, 29) g;
            CREATE INDEX ON measured (value);
            CREATE TABLE seen (at date REFERENCES measured, note text);
            INSERT INTO seen SELECT date '2026-01-01' + g, 'n' FROM generate_series(0, 29, 3) g;
            """;

    private ManyTables() {}

    /** Each plain one has rows, a serial key, another index and, but for the first, a foreign key to the one before it. */
    static void create(PostgresServer server, String database, int plain) throws SQLException {
        for (var first = 1; first <= plain; first += 100) {
            World.run(server, database, """
                    DO $$ BEGIN FOR i IN %d..%d LOOP
                      EXECUTE format('CREATE TABLE t%%s (id serial PRIMARY KEY, before int, word text)', i);
                      EXECUTE format('INSERT INTO t%%s (before, word) SELECT g, md5(g::text) FROM generate_series(1, 20) g', i);
                      EXECUTE format('CREATE INDEX t%%s_word ON t%%s (word)', i, i);
                      IF i > 1 THEN
                        EXECUTE format('ALTER TABLE t%%s ADD CONSTRAINT t%%s_before FOREIGN KEY (before) REFERENCES t%%s', i, i, i - 1);
                      END IF;
                    END LOOP; END $$""".formatted(first, Math.min(plain, first + 99)));
        }
    }

    /** With odd names, partitions, no rows, no columns, and sequences in every state. */
    static void createOdd(PostgresServer server, String database) throws SQLException {
        World.run(server, database, ODD);
    }
}
