package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.RunLayout;
import dev.landfall.model.RunLayout.DatabaseLayout;
import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every text of what a dump leaves, replaced by SQL: it is refused or taken for a name, and never run. The store has no seal
 * here, as on an operator's own machine: with one, none of this is even read.
 */
@NeedsTier(Tier.POSTGRES)
class HostileNamesIT {

    private static final String RUN = "hostile";
    private static final DatabaseLayout LAYOUT = new RunLayout(RUN).database(World.DATABASE);

    @TempDir
    static Path folder;

    private static World world;

    /** What became of the texts, by place. */
    private static final TreeMap<String, Integer> said = new TreeMap<>();

    private static final MemoryStore DUMPED = new MemoryStore();

    @BeforeAll
    static void start() throws IOException, SQLException {
        world = new World(folder);
        EveryKind.prepare(world.source);
        EveryKind.prepare(world.target);
        World.run(world.source, World.DATABASE, """
                CREATE EXTENSION zoo_keeper;
                CREATE TABLE numbers (id serial PRIMARY KEY, word text);
                INSERT INTO numbers (word) SELECT md5(g::text) FROM generate_series(1, 100) g;
                CREATE MATERIALIZED VIEW words AS SELECT word FROM numbers;
                CREATE FUNCTION asked() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                REVOKE EXECUTE ON FUNCTION asked() FROM PUBLIC;
                CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT pg_catalog.lower($1)';
                CREATE INDEX ON numbers (folded(word));
                CREATE ROLE reader;
                GRANT INSERT ON numbers TO reader;
                GRANT SELECT ON numbers TO PUBLIC;
                ANALYZE""");
        world.dump(DUMPED, RUN);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void noTextOfADumpIsRun() throws IOException {
        var trap = trap();
        var run = new ArrayList<String>();
        var broken = new TreeMap<String, String>();
        var tried = 0;
        for (var path : HostileValues.paths(manifest("manifest.json"))) {
            for (var text : hostile(trap)) {
                var problem = attempt(path, text);
                var what = path + " <- " + text.apply("...");
                if (Files.deleteIfExists(trap)) {
                    run.add(what);
                }
                problem.ifPresent(words -> broken.put(what, words));
                tried++;
            }
        }

        System.out.printf(
                "%d texts were put into %d places: %s%n",
                tried, tried / hostile(trap).size(), said);
        assertThat(problem(DUMPED.copy())).as("nothing else is in the way").isEmpty();
        assertThat(run).as("run as SQL").isEmpty();
        assertThat(broken).as("said as our own mistake").isEmpty();
    }

    /** Where every user of this machine may write: the server is another one's. */
    private static Path trap() throws IOException {
        var open = Files.createDirectories(folder.resolve("trap"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        return open.resolve("file");
    }

    /** That the trap works. */
    @Test
    void commandThatIsRunLeavesItsFile() throws IOException, SQLException {
        var trap = trap();
        World.run(world.target, World.DATABASE, hostile(trap).get(2).apply("SELECT 1"));
        assertThat(Files.deleteIfExists(trap)).isTrue();
    }

    /**
     * Out of a name, out of a text, out of a condition, and where nothing is quoted; what stands before is right there, for a
     * statement that fails ends what follows. The command leaves a file, whatever is rolled back.
     */
    private static List<UnaryOperator<String>> hostile(Path trap) {
        var command = "; COPY (SELECT 1) TO '" + trap + "'; --";
        return List.of(
                right -> right + "\"" + command,
                right -> right + "'" + command,
                right -> right + command,
                right -> "public.words" + command,
                right -> "true)) TO STDOUT" + command,
                right -> "../../../x");
    }

    /** A problem that is a mistake of the mover's own; empty where it refused or went through. */
    private static Optional<String> attempt(List<String> path, UnaryOperator<String> text) {
        var store = DUMPED.copy();
        for (var name : List.of("plan.json", "data.json", "manifest.json")) {
            store.writeJson(LAYOUT.prefix() + name, HostileValues.with(manifest(name), path, text));
        }
        var problem = problem(store);
        said.merge(path + " " + problem.map(Problem::code).orElse("taken for a value"), 1, Integer::sum);
        return problem.filter(found -> found.category() == Category.BUG).map(Problem::text);
    }

    private static Optional<Problem> problem(MemoryStore store) {
        try {
            world.restore(store, RUN, Duration.ofSeconds(2));
            world.compare(store, RUN);
        } catch (LandfallException e) {
            return Optional.of(e.problem());
        } catch (RuntimeException e) {
            return Optional.of(Problem.bug("EXCEPTION", e.toString()));
        }
        return Optional.empty();
    }

    private static Manifest manifest(String name) {
        return DUMPED.readJson(LAYOUT.prefix() + name, Manifest.class).orElseThrow();
    }
}
