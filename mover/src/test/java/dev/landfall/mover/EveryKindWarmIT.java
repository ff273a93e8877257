package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mover.delta.Baseline;
import dev.landfall.mover.delta.StandingCopy;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.FolderStore;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of object, brought to the present between servers of different majors after each table was written. */
@NeedsTier(Tier.VERSIONS)
class EveryKindWarmIT {

    /** Updates a row of each table that has any to what it is, and deletes another where nothing keeps it. */
    private static final String WRITE = """
            DO $$ DECLARE t record; c text; BEGIN
              SET session_replication_role = replica;
              FOR t IN SELECT r.oid::regclass AS name, r.oid FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
                        WHERE r.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = r.oid AND d.deptype = 'e') LOOP
                SELECT quote_ident(attname) INTO c FROM pg_attribute
                 WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
                 ORDER BY attnum LIMIT 1;
                IF c IS NOT NULL THEN
                  BEGIN
                    EXECUTE format('UPDATE ONLY %s SET %s = %s WHERE ctid IN (SELECT ctid FROM ONLY %s LIMIT 1)',
                                   t.name, c, c, t.name);
                    EXECUTE format('DELETE FROM ONLY %s WHERE ctid = (SELECT max(ctid::text)::tid FROM ONLY %s)',
                                   t.name, t.name);
                  EXCEPTION WHEN check_violation OR object_not_in_prerequisite_state OR invalid_column_reference OR feature_not_supported THEN NULL; END;
                END IF;
              END LOOP;
              SET session_replication_role = origin;
            END $$""";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"15, 15", "12, 15", "16, 18"})
    void everyKindIsBroughtToThePresent(int from, int to) throws Exception {
        var programs = VersionsIT.programs(to);
        try (var world = new World(folder, VersionsIT.archive(from), VersionsIT.archive(to), programs)) {
            var warm = new WarmWorld(world, programs);
            EveryKind.prepare(world.source);
            EveryKind.prepare(world.target);
            EveryKind.fill(world.source, World.DATABASE, from);
            var baseline = Baseline.take(warm.source(), new StopSignal());
            var store = new FolderStore(folder.resolve("store"));
            world.dump(store, "warm", to);
            world.restore(store, "warm");
            StandingCopy.begin(warm.target(), baseline, new StopSignal());

            var first = warm.apply();
            assertThat(first.differing()).as("nothing was written since").isEmpty();

            warm.write(WRITE);
            assertThat(warm.measure().differing())
                    .as("tables that were written")
                    .hasSizeGreaterThan(15);
            var done = warm.catchUp();

            assertThat(done.passes().getFirst().changed()).isPositive();
            assertThat(done.passes().getLast().foundNothing()).isTrue();
            warm.assertEqual("every kind from " + from + " to " + to);
        }
    }
}
