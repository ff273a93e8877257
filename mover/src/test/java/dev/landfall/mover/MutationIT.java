package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.PostgresServer;
import dev.landfall.model.transfer.CompareLevel;
import dev.landfall.model.transfer.Comparison;
import dev.landfall.model.transfer.ConstraintCheck;
import dev.landfall.mover.compare.Compare;
import dev.landfall.mover.compare.CompareRequest;
import dev.landfall.mover.compare.LiveCompare;
import dev.landfall.mover.postgres.Side;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each {@link Mutation} of a database is found and named: on the target and on the source by a comparison of both servers,
 * on the target by a run's. Those of a round are made at once, each of an object of its own, so that a comparison tells of
 * all of them; a line that is nobody's is a false alarm.
 */
@NeedsTier(Tier.POSTGRES)
class MutationIT {

    private static final List<Integer> ROUNDS =
            Mutation.ALL.stream().map(Mutation::round).distinct().toList();

    /** What changes of these do not name by a token of theirs. */
    private static final List<String> SHARED = List.of("large objects", "ltree", "seg", "pg_monitor");

    @TempDir
    static Path folder;

    private static World world;
    private static FolderStore store;
    private static final Map<String, Map<Mutation, String>> FOUND = new LinkedHashMap<>();
    private static final List<String> NOBODYS = new ArrayList<>();

    @BeforeAll
    static void mutate() throws Exception {
        world = new World(folder);
        store = new FolderStore(folder.resolve("store"));
        for (var server : List.of(world.source, world.target)) {
            setUp(server);
        }
        for (var round : ROUNDS) {
            copy(world.target, "changed_" + round);
            change(world.target, round);
            copy(world.source, "changed_" + round);
            change(world.source, round);
        }
        world.dump(store, "mutations");
        for (var round : ROUNDS) {
            judge("on the target", false, round, live(World.DATABASE, "changed_" + round));
            judge("on the source", true, round, live("changed_" + round, World.DATABASE));
            judge("on the target, in a run", false, round, inRun("changed_" + round));
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void nothingIsFoundWhereNothingChanged() {
        var comparison = live(World.DATABASE, World.DATABASE);

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.notes()).isEmpty();
        assertThat(comparison.notCompared()).isEmpty();
        assertThat(comparison.matches()).isTrue();
    }

    @Test
    void everyChangeIsFoundAndNamed() {
        assertThat(Mutation.ALL).hasSizeGreaterThanOrEqualTo(60);
        assertThat(FOUND.entrySet().stream()
                        .flatMap(way -> way.getValue().entrySet().stream()
                                .filter(found -> found.getValue().equals("missed"))
                                .map(found ->
                                        way.getKey() + ": " + found.getKey().kind())))
                .isEmpty();
    }

    @Test
    void nothingElseIsToldAsADifference() {
        assertThat(NOBODYS).isEmpty();
    }

    @Test
    void pageHoldsWhatIsFound() throws IOException {
        var page = Path.of(System.getProperty("landfall.root", ".."), "docs", "compare.md");
        var text = Files.readString(page);
        var begin = text.indexOf("| what changes |");
        var expected = text.substring(0, begin) + table();
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, expected);
        }

        assertThat(page)
                .as("stale: mvn test -pl mover -am -Dtest=MutationIT -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(expected);
    }

    private static String table() {
        return "| what changes | " + String.join(" | ", FOUND.keySet()) + " |\n|---|"
                + "---|".repeat(FOUND.size()) + "\n"
                + Mutation.ALL.stream()
                        .map(mutation -> "| " + mutation.kind() + " | "
                                + FOUND.values().stream()
                                        .map(found -> found.get(mutation))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static void setUp(PostgresServer server) throws SQLException {
        execute(
                server,
                World.DATABASE,
                Stream.concat(Stream.of(Mutation.COMMON), Mutation.ALL.stream().map(Mutation::setupSql)));
    }

    private static void execute(PostgresServer server, String database, Stream<String> statements) throws SQLException {
        try (var session = server.connect(database);
                var statement = session.createStatement()) {
            for (var sql : statements.toList()) {
                statement.execute(sql);
            }
        }
    }

    private static void copy(PostgresServer server, String name) throws SQLException {
        World.run(server, "postgres", "CREATE DATABASE " + name + " TEMPLATE " + World.DATABASE);
    }

    private static void change(PostgresServer server, int round) throws SQLException {
        execute(
                server,
                "changed_" + round,
                Mutation.ALL.stream()
                        .filter(mutation -> mutation.round() == round)
                        .map(Mutation::changeSql));
    }

    private static Comparison live(String source, String target) {
        return new LiveCompare(
                        World.server(Side.SOURCE, world.source).withDatabase(source),
                        World.server(Side.TARGET, world.target).withDatabase(target),
                        CompareLevel.CONTENT,
                        2,
                        ConstraintCheck.NOW,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {})
                .contents();
    }

    private static Comparison inRun(String target) {
        return new Compare(
                        new CompareRequest(
                                "mutations",
                                World.DATABASE,
                                world.targetServer().withDatabase(target),
                                CompareLevel.CONTENT,
                                2,
                                ConstraintCheck.NOW),
                        store,
                        World.PROGRAMS,
                        new StopSignal())
                .run(progress -> {});
    }

    private static void judge(String way, boolean ofSource, int round, Comparison comparison) {
        var results = FOUND.computeIfAbsent(way, key -> new LinkedHashMap<>());
        var made = Mutation.ALL.stream()
                .filter(mutation -> mutation.round() == round)
                .toList();
        for (var mutation : made) {
            Function<List<String>, Boolean> named = lines -> lines.stream().anyMatch(mutation::names);
            var asNote = ofSource && mutation.noteOnSource();
            var found = named.apply(comparison.differences())
                    ? "difference"
                    : named.apply(comparison.notes()) ? "note" : "";
            results.put(mutation, found.equals(asNote ? "note" : "difference") ? found : "missed");
        }
        Stream.concat(comparison.differences().stream(), comparison.notes().stream())
                .filter(line -> SHARED.stream().noneMatch(line::contains)
                        && made.stream().noneMatch(mutation -> line.contains(mutation.token())))
                .forEach(line -> NOBODYS.add(way + ": " + line));
    }
}
