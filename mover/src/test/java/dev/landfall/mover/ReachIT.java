package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.Json;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.DatabaseIdentity;
import dev.landfall.model.transfer.Reach;
import dev.landfall.mover.cli.MoverCommand;
import dev.landfall.mover.postgres.DatabaseUrl;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.reach.ReachProof;
import dev.landfall.mover.reach.ReachRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one database for both sides, the target proves that it reaches it, and writes nothing. */
@NeedsTier(Tier.POSTGRES)
class ReachIT {

    private static final String LIMITED = "limited";

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = FolderStore.own(folder.resolve("store"));
        World.run(world.source, "postgres", "CREATE DATABASE other");
        World.run(
                world.source,
                "postgres",
                "CREATE ROLE " + LIMITED + " LOGIN PASSWORD '" + World.PASSWORD.replace("'", "''") + "'");
        World.run(world.source, World.DATABASE, """
                CREATE EXTENSION pg_trgm;
                CREATE SCHEMA "Other.One";
                CREATE TABLE users (id int);
                CREATE TABLE pages (id int);
                CREATE TABLE "Other.One".things (id int);
                GRANT ALL ON users TO limited;
                GRANT SELECT ON pages TO limited""");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void theSourcesDatabaseIsKnownByItselfAndNothingIsWritten() throws SQLException {
        var before = written();

        var reach =
                proof("same", server(World.DATABASE, "postgres"), expected()).run();

        assertThat(reach.identity()).isEqualTo(expected());
        assertThat(reach.tables()).isEqualTo(3);
        assertThat(reach.user()).isEqualTo("postgres");
        assertThat(store.readJson(new RunLayout("same").database("app").reach(), Reach.class))
                .contains(reach);
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void anotherDatabaseOfTheSameServerIsNamedAsSuch() {
        assertThatThrownBy(() ->
                        proof("other", server("other", "postgres"), expected()).run())
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("OTHER_DATABASE")
                .hasMessageContaining("another database of the source's server");
        assertThat(store.get(new RunLayout("other").database("app").reach())).isEmpty();
    }

    @Test
    void aServerThatStartedAtAnotherMomentIsAnother() {
        assertThatThrownBy(
                        () -> proof("clone", world.targetServer(), expected()).run())
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("OTHER_DATABASE")
                .hasMessageContaining("on a server that started at");
    }

    @Test
    void aUserThatLacksAPrivilegeIsNamedWithTheTables() {
        assertThatThrownBy(() -> proof("denied", server(World.DATABASE, LIMITED), expected())
                        .run())
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("TARGET_DENIED")
                .hasMessageContaining("limited may not read and write Other.One.things, public.pages.");
    }

    @Test
    void theProgramTakesTheIdentityAndRefusesWhatIsNone() throws IOException, SQLException {
        var password = Files.writeString(folder.resolve("password"), World.PASSWORD);
        var done = mover(password, expected().word());
        var refused = mover(password, "the source's");

        assertThat(done.exit).as(done.err).isZero();
        assertThat(Json.MAPPER.readValue(done.out, Reach.class).identity()).isEqualTo(expected());
        assertThat(refused.exit).isEqualTo(1);
        assertThat(refused.err).contains("IDENTITY_NOT_UNDERSTOOD");
    }

    private record Done(int exit, String out, String err) {}

    private static Done mover(Path password, String expected) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = MoverCommand.execute(
                Map.of(),
                new PrintWriter(out),
                new PrintWriter(err),
                List.of(
                        "reach",
                        "--store",
                        folder.resolve("store").toUri().toString(),
                        "--run",
                        "program",
                        "--database",
                        "app",
                        "--target",
                        world.source.url(World.DATABASE),
                        "--password-from",
                        "file:" + password,
                        "--expect",
                        expected));
        return new Done(exit, out.toString(), err.toString());
    }

    private static ReachProof proof(String run, Server target, DatabaseIdentity expected) {
        return new ReachProof(
                new ReachRequest(run, "app", target, expected), store, new StopSignal(), Clock.systemUTC());
    }

    private static Server server(String database, String user) {
        var url = DatabaseUrl.parse(world.source.url(database).replace("postgres@", user + "@"));
        return new Server(Side.TARGET, url, World.PASSWORD, "landfall test");
    }

    private static DatabaseIdentity expected() {
        try (var session = world.source.connect(World.DATABASE);
                var row = session.createStatement().executeQuery(DatabaseIdentity.SQL)) {
            row.next();
            return DatabaseIdentity.of(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the next byte of the write-ahead log goes. */
    private static String written() throws SQLException {
        return World.ask(
                world.source,
                "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) || ' ' || (SELECT max(oid) FROM pg_class) FROM pg_stat_database, pg_stat_user_tables");
    }
}
