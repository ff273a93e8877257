package dev.landfall.mover;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;

/** What a few sessions may do to a database, at random: they wait for each other only for a moment. */
final class History implements AutoCloseable {

    static final String TABLES = """
            CREATE TABLE k_int (id int PRIMARY KEY, v text, n int);
            CREATE TABLE k_pair (a text, b numeric, v text, PRIMARY KEY (a, b));
            CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TABLE k_text (k text COLLATE nocase PRIMARY KEY, v text);
            CREATE TABLE no_key (v text);
            CREATE TABLE parts (id int, at int, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (50);
            CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (50) TO (100);
            CREATE TABLE parent (id int PRIMARY KEY, v text);
            CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent);
            CREATE TABLE ident (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED);
            CREATE TABLE uniq (id int PRIMARY KEY, name text UNIQUE DEFERRABLE INITIALLY DEFERRED);
            CREATE TABLE owner (id int PRIMARY KEY); CREATE TABLE owned (id int PRIMARY KEY, o int REFERENCES owner ON DELETE CASCADE);
            CREATE TABLE spans (id int PRIMARY KEY, r int4range, EXCLUDE USING gist (r WITH &&));
            CREATE SEQUENCE numbers; CREATE SEQUENCE downwards INCREMENT -3;
            INSERT INTO k_int SELECT n, 'v' || n, n FROM generate_series(1, 300) n;
            INSERT INTO k_pair SELECT 'a' || n, n / 2.0, 'v' FROM generate_series(1, 100) n;
            INSERT INTO k_text SELECT 'Key' || n, 'v' FROM generate_series(1, 50) n;
            INSERT INTO no_key SELECT 'v' || n % 7 FROM generate_series(1, 40) n;
            INSERT INTO parts SELECT n, n % 100, 'v' FROM generate_series(1, 200) n;
            INSERT INTO parent SELECT n, 'p' FROM generate_series(1, 20) n; INSERT INTO child SELECT n, 'c' FROM generate_series(10, 30) n;
            INSERT INTO ident (n) SELECT n FROM generate_series(1, 50) n;
            INSERT INTO uniq SELECT n, 'u' || n FROM generate_series(1, 40) n;
            INSERT INTO owner SELECT n FROM generate_series(1, 20) n; INSERT INTO owned SELECT n, n % 20 + 1 FROM generate_series(1, 60) n;
            INSERT INTO spans SELECT n, int4range(n * 10, n * 10 + 5) FROM generate_series(1, 30) n;
            SELECT lo_from_bytea(5000 + n, convert_to('object ' || n, 'UTF8')) FROM generate_series(1, 5) n;""";

    /** Statements of transactions; %1$d and %2$d are small numbers, %3$d is a new one. */
    private static final List<String> WRITES = List.of(
            "INSERT INTO k_int VALUES (%3$d, 'new', %1$d)",
            "UPDATE k_int SET v = v || 'x' WHERE id %% 17 = %1$d %% 17",
            "UPDATE k_int SET id = %3$d WHERE id = %1$d",
            "DELETE FROM k_int WHERE id %% 53 = %1$d %% 53",
            "DELETE FROM k_int WHERE id = %1$d; INSERT INTO k_int VALUES (%1$d, 'again', 0)",
            "SELECT * FROM k_int WHERE id < %1$d FOR UPDATE",
            "SELECT * FROM k_int WHERE id < %1$d FOR KEY SHARE",
            "UPDATE k_pair SET b = b * 1.00 WHERE a = 'a%1$d'",
            "UPDATE k_pair SET a = a || 'y' WHERE a = 'a%1$d'",
            "INSERT INTO k_pair VALUES ('n%3$d', 1.50, 'new')",
            "DELETE FROM k_pair WHERE a LIKE 'a%2$d%%'",
            "UPDATE k_text SET k = upper(k) WHERE k = 'key%1$d'",
            "UPDATE k_text SET k = lower(k), v = v || 'z' WHERE k = 'key%2$d'",
            "DELETE FROM k_text WHERE k = 'KEY%1$d'",
            "INSERT INTO no_key VALUES ('v%2$d')",
            "DELETE FROM no_key WHERE ctid = (SELECT min(ctid) FROM no_key)",
            "UPDATE parts SET at = (at + 50) %% 100 WHERE id %% 20 = %2$d",
            "DELETE FROM parts WHERE id = %1$d",
            "INSERT INTO parts VALUES (%3$d, %1$d %% 100, 'new')",
            "UPDATE parent SET v = v || 'q' WHERE id = %2$d",
            "INSERT INTO child VALUES (%3$d, 'new')",
            "DELETE FROM ONLY parent WHERE id = %2$d",
            "INSERT INTO ident (n) VALUES (%1$d)",
            "UPDATE ident SET n = n + 1 WHERE n = %2$d",
            "UPDATE uniq a SET name = (SELECT b.name FROM uniq b WHERE b.id = 3 - a.id) WHERE id IN (1, 2)",
            "DELETE FROM uniq WHERE id = %1$d",
            "INSERT INTO owner VALUES (%3$d); INSERT INTO owned VALUES (%3$d, %3$d)",
            "DELETE FROM owner WHERE id = %2$d",
            "UPDATE spans SET r = int4range(10000 + %3$d * 10, 10005 + %3$d * 10) WHERE id = %2$d",
            "SELECT nextval('numbers'), nextval('downwards')",
            "SELECT lo_put(5001, %1$d, 'changed')",
            "SELECT lo_from_bytea(0, 'new object')",
            "SELECT lo_unlink(max(oid)) FROM pg_largeobject_metadata WHERE oid > 5005");

    /** What takes a table for itself, and ends at once. */
    private static final List<String> ALONE = List.of(
            "VACUUM FULL k_int",
            "VACUUM (FREEZE) k_int",
            "VACUUM FULL parts_1",
            "VACUUM k_pair",
            "CLUSTER k_int USING k_int_pkey",
            "ALTER TABLE k_int ALTER n TYPE int USING n + 1",
            "TRUNCATE no_key",
            "TRUNCATE child",
            "TRUNCATE uniq",
            "TRUNCATE owner CASCADE",
            "SELECT setval('numbers', 1)");

    private final World world;
    private final Random random;
    private final List<Connection> sessions = new ArrayList<>();
    private final List<String> prepared = new ArrayList<>();
    private int fresh = 1000;

    History(World world, Random random) throws SQLException {
        this.world = world;
        this.random = random;
        for (var i = 0; i < 4; i++) {
            var session = world.source.connect(World.DATABASE);
            session.setAutoCommit(false);
            execute(session, "SET lock_timeout = '20ms'; SET synchronous_commit = " + (i == 0 ? "off" : "on"));
            session.commit();
            sessions.add(session);
        }
    }

    /** One thing that somebody does; what the server refuses is taken back. */
    void step() throws SQLException, IOException {
        var kind = random.nextInt(100);
        var session = sessions.get(random.nextInt(sessions.size()));
        try {
            if (kind < 70) {
                write(session);
            } else if (kind < 80) {
                session.commit();
            } else if (kind < 84) {
                session.rollback();
            } else if (kind < 89) {
                prepare(session);
            } else if (kind < 92) {
                freeze();
            } else {
                alone();
            }
        } catch (SQLException e) {
            session.rollback();
        }
    }

    private void write(Connection session) throws SQLException {
        var sql = WRITES.get(random.nextInt(WRITES.size()))
                .formatted(1 + random.nextInt(60), 1 + random.nextInt(20), fresh++);
        switch (random.nextInt(4)) {
            case 0 -> {
                var savepoint = session.setSavepoint();
                execute(session, sql);
                if (random.nextBoolean()) {
                    session.rollback(savepoint);
                } else {
                    session.releaseSavepoint(savepoint);
                }
            }
            default -> execute(session, sql);
        }
    }

    private void prepare(Connection session) throws SQLException {
        if (prepared.isEmpty() || random.nextBoolean()) {
            var name = "p" + fresh++;
            execute(session, "PREPARE TRANSACTION '" + name + "'");
            session.commit();
            prepared.add(name);
        } else {
            end(prepared.remove(random.nextInt(prepared.size())));
        }
    }

    private void end(String name) throws SQLException {
        World.run(
                world.source,
                World.DATABASE,
                (random.nextInt(4) == 0 ? "ROLLBACK" : "COMMIT") + " PREPARED '" + name + "'");
    }

    private void freeze() throws SQLException, IOException {
        try (var session = world.source.connect(World.DATABASE)) {
            session.setAutoCommit(false);
            execute(session, "SET lock_timeout = '20ms'; TRUNCATE child");
            session.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY child FROM STDIN (FREEZE)",
                            new StringReader("10\tfrozen\n11\tfrozen " + fresh + "\n"));
            session.commit();
        }
    }

    private void alone() throws SQLException {
        try (var session = world.source.connect(World.DATABASE)) {
            // VACUUM may wait for a page that an open cursor holds, which is no lock.
            execute(session, "SET lock_timeout = '20ms'; SET statement_timeout = '1s'");
            execute(session, ALONE.get(random.nextInt(ALONE.size())));
        }
    }

    /** Everything that is open ends, one way or the other. */
    void end() throws SQLException {
        for (var session : sessions) {
            try {
                if (random.nextBoolean()) {
                    session.commit();
                }
            } catch (SQLException e) {
                // A deferred constraint; the transaction is over.
            }
            session.rollback();
        }
        for (var name : prepared) {
            end(name);
        }
        prepared.clear();
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var session : sessions) {
            session.close();
        }
        for (var name : prepared) {
            World.run(world.source, World.DATABASE, "ROLLBACK PREPARED '" + name + "'");
        }
    }
}
