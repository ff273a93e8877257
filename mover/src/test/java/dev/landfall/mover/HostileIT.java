package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.MoveMethod;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.dump.Dump;
import dev.landfall.mover.dump.DumpRequest;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.restore.Restore;
import dev.landfall.mover.restore.RestoreRequest;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.HostileContent;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hostile.sql}, moved: nothing of it runs with more rights than on the source, and what differs is told. */
@NeedsTier(Tier.POSTGRES)
class HostileIT {

    private static final Pattern RAN =
            Pattern.compile("LOG:  hostile (.*) ran as (\\S+) in a session of (\\S+), with rights (\\S+)");

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;
    private static Path marker;
    private static long begun;

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        marker = open.resolve("marker");
        var password = World.PASSWORD.replace("'", "''");
        for (var server : List.of(world.source, world.target)) {
            World.run(
                    server,
                    "postgres",
                    "CREATE ROLE lowly LOGIN PASSWORD '" + password + "'; CREATE ROLE keeper LOGIN CREATEDB PASSWORD '"
                            + password + "'; CREATE ROLE master LOGIN CREATEDB CREATEROLE PASSWORD '" + password + "'");
        }
        World.run(
                world.source,
                "postgres",
                "CREATE ROLE builder LOGIN PASSWORD '" + password + "'; ALTER DATABASE app OWNER TO builder");
        // By itself: in a superuser's session, SET SESSION AUTHORIZATION would hold none of it back.
        EveryKind.psql(world.source.url(World.DATABASE).replace("postgres@", "builder@"), HostileContent.sql(marker));
        World.run(world.source, World.DATABASE, "CREATE EXTENSION hstore");
        world.dump(store, "hostile");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void freshTarget() throws SQLException, IOException {
        World.run(world.target, "postgres", "DROP DATABASE IF EXISTS app WITH (FORCE)");
        begun = Files.size(world.target.log());
    }

    @Test
    void dumpRunsNothingOfItWithTheRightsOfTheSourcesUser() throws IOException {
        assertThat(lines(world.source, 0))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith("ran as builder in a session of builder, with rights f"));
        assertThat(marker).doesNotExist();
    }

    @ParameterizedTest(name = "as {0}")
    @CsvSource({"postgres, SUPERUSER", "master, CREATEROLE"})
    void codeThatWouldGainRightsIsRefusedAndNothingRuns(String user, String gained) throws Exception {
        assertThatThrownBy(() -> restore("hostile", as(user), GainedRights.REFUSE))
                .hasMessageStartingWith("RIGHTS_WOULD_GROW [")
                .hasMessageContaining("SECURITY DEFINER function public.getkey() of builder (gains " + gained + ")");

        assertThat(lines(world.target, begun)).isEmpty();
        assertThat(World.ask(world.target, "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'app%'"))
                .isEqualTo("0");
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "as {0}, {2}")
    @CsvSource({
        "keeper, REFUSE, COPY, keeper",
        "master, ACCEPT, COPY, landfall_[0-9a-f]{8}",
        "postgres, ACCEPT, COPY, landfall_[0-9a-f]{8}",
        "keeper, REFUSE, PG_DUMP, keeper",
        "master, ACCEPT, PG_DUMP, landfall_[0-9a-f]{8}"
    })
    void whatAMoveRunsRunsWithoutRightsAndWhatDiffersIsTold(
            String user, GainedRights gained, MoveMethod method, String runner) throws Exception {
        var run = user + "-" + method;
        dump(run, method);

        restore(run, as(user), gained);

        var ran = lines(world.target, begun);
        assertThat(kinds(ran)).contains("check", "domain", "generated", "index", "condition", "materialized view");
        assertThat(kinds(ran)).doesNotContain("trigger", "rule", "policy", "default", "operator", "function");
        assertThat(ran)
                .allSatisfy(line -> assertThat(line)
                        .matches(".* ran as " + runner + " in a session of " + runner + ", with rights f"));
        assertHarmless();
        assertThat(World.ask(
                        world.target,
                        "SELECT string_agg(DISTINCT pg_get_userbyid(relowner), ' ') FROM pg_class c"
                                + " WHERE relnamespace = 'public'::regnamespace"))
                .isEqualTo(user);
        assertThat(World.ask(
                        world.target,
                        "SELECT string_agg(DISTINCT pg_get_userbyid(proowner), ' ') FROM pg_proc p"
                                + " WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d"
                                + " WHERE d.objid = p.oid AND d.deptype = 'e')"))
                .isEqualTo(user);
        assertNothingIsLeft();
        assertClosed();
        assertThat(World.ask(
                        world.target,
                        "SELECT oid < 'public.victim'::regclass FROM pg_extension WHERE extname = 'hstore'"))
                .as("its script ran before anything else was there")
                .isEqualTo("t");

        var comparison = compare(run, as(user), gained);
        assertThat(comparison.differences())
                .as("what a trap changed while it was moved")
                .containsExactly("everybody has SELECT on table public.victim on the target, and not on the source");
        assertThat(comparison.notes().toString())
                .contains(
                        "privileges on the source only, to be granted again where they are needed: lowly has SELECT on tables (1)");
        assertThat(live(as(user), gained).differences()).isEqualTo(comparison.differences());
        assertThat(kinds(lines(world.target, begun)))
                .as("a comparison runs nothing")
                .isEqualTo(kinds(ran));

        if (gained == GainedRights.ACCEPT) {
            assertThat(comparison.notes().toString()).contains("getkey() has more rights on the target");
            assertThat(compare(run, as(user), GainedRights.REFUSE).differences().toString())
                    .contains("SECURITY DEFINER function public.getkey() has more rights on the target");
        }
    }

    @Test
    void rowsThatPassFromServerToServerMeetTheSameRole() throws Exception {
        World.stream(world.sourceServer(), as("keeper"), store, "streamed", World.PROGRAMS, progress -> {});

        assertThat(lines(world.target, begun))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith("ran as keeper in a session of keeper, with rights f"));
        assertHarmless();
        assertClosed();
    }

    /** Only a superuser makes them on the source, and only one can on the target. */
    @Test
    void eventTriggersWatchNothingOfAMove() throws Exception {
        World.run(
                world.source,
                World.DATABASE,
                "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION public.event_it()");
        try {
            dump("watched", MoveMethod.COPY);
        } finally {
            World.run(world.source, World.DATABASE, "DROP EVENT TRIGGER watch");
        }

        restore("watched", as("postgres"), GainedRights.ACCEPT);

        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_event_trigger"))
                .isEqualTo("1");
        assertThat(kinds(lines(world.target, begun))).doesNotContain("event trigger");
        assertHarmless();
    }

    /** Shows that the traps are real: a superuser who steps into one loses the server. */
    @Test
    void trapsAreReal() throws Exception {
        restore("hostile", as("keeper"), GainedRights.REFUSE);
        World.run(world.target, World.DATABASE, "SELECT public.attack('by a superuser')");
        try {
            assertThat(marker).exists();
            assertThat(World.ask(world.target, "SELECT rolsuper FROM pg_roles WHERE rolname = 'lowly'"))
                    .isEqualTo("t");
        } finally {
            Files.deleteIfExists(marker);
            World.run(world.target, "postgres", "ALTER SYSTEM RESET ALL");
            World.run(
                    world.target,
                    "postgres",
                    "ALTER ROLE lowly NOSUPERUSER NOCREATEROLE; DROP ROLE IF EXISTS hostile_made");
        }
    }

    private static void assertHarmless() throws SQLException, IOException {
        assertThat(marker).doesNotExist();
        assertThat(Files.readString(world.target.log()).substring((int) begun)).doesNotContain("succeeded at");
        assertThat(World.ask(
                        world.target,
                        "postgres",
                        "SELECT count(*) FROM pg_roles WHERE rolname = 'hostile_made'"
                                + " OR rolname = 'lowly' AND (rolsuper OR rolcreaterole)"))
                .isEqualTo("0");
        assertThat(World.ask(world.target, "SELECT secret FROM public.victim")).isEqualTo("kept");
    }

    private static void assertNothingIsLeft() throws SQLException {
        assertThat(World.ask(world.target, "postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'landfall%'"))
                .isEqualTo("0");
    }

    /** What the source takes from everybody is taken on the target too. */
    private static void assertClosed() throws SQLException {
        for (var statement : List.of(
                "SELECT public.getkey()",
                "SELECT public.quiet(1)",
                "CALL public.quiet_too()",
                "CREATE TABLE pg_temp.t (a public.mine)")) {
            assertThatThrownBy(() -> asLowly(statement)).as(statement).hasMessageContaining("permission denied for");
        }
        assertThat(World.ask(world.target, "SELECT count(*) FROM pg_default_acl WHERE defaclobjtype = 'f'"))
                .isEqualTo("1");
    }

    private static void asLowly(String statement) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + world.target.port() + "/app?sslmode=disable";
        try (var session = DriverManager.getConnection(url, "lowly", World.PASSWORD)) {
            session.createStatement().execute(statement);
        }
    }

    private static List<String> lines(PostgresServer server, long from) throws IOException {
        return Files.readString(server.log())
                .substring((int) from)
                .lines()
                .filter(line -> RAN.matcher(line).find())
                .toList();
    }

    private static List<String> kinds(List<String> lines) {
        return lines.stream()
                .map(line -> {
                    var matcher = RAN.matcher(line);
                    matcher.find();
                    return matcher.group(1);
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static Server as(String user) {
        return world.targetServer().as(user, World.PASSWORD);
    }

    private static void dump(String run, MoveMethod method) {
        var usual = world.dumpRequest(run);
        new Dump(
                        new DumpRequest(
                                run,
                                World.DATABASE,
                                usual.source(),
                                usual.jobs(),
                                usual.segmentBytes(),
                                usual.compression(),
                                usual.clientMajor(),
                                method,
                                usual.limits()),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static void restore(String run, Server target, GainedRights gained) {
        new Restore(
                        new RestoreRequest(
                                run,
                                World.DATABASE,
                                target,
                                2,
                                Duration.ofSeconds(20),
                                RestoreRequest.USUAL_STALL_LIMIT,
                                ConstraintCheck.NOW,
                                World.REPLACING,
                                gained),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static Comparison compare(String run, Server target, GainedRights gained) {
        return new Compare(
                        new CompareRequest(
                                run,
                                World.DATABASE,
                                target,
                                CompareLevel.CONTENT,
                                2,
                                ConstraintCheck.NOW,
                                gained,
                                Optional.empty(),
                                CompareRequest.USUAL_STALL_LIMIT),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static Comparison live(Server target, GainedRights gained) {
        return new LiveCompare(
                        world.sourceServer(),
                        target,
                        CompareLevel.CONTENT,
                        2,
                        ConstraintCheck.NOW,
                        gained,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {})
                .contents();
    }
}
