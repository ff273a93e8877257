package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Databases.DatabaseActivity;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.preflight.PreflightReport;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A source or a target that is broken in one way, and what the named check is to say.
 *
 * @param words that are in what the check has seen
 * @param source changes what ECS shows
 * @param world changes everything else, before the capture
 * @param told changes what a pod of this run tells, after the capture
 */
record BrokenSource(
        String how,
        String check,
        Result result,
        String words,
        UnaryOperator<List<SourceService>> source,
        Consumer<HandlerWorld> world,
        Consumer<HandlerWorld> told) {

    private static final Map<String, String> RUN = Map.of("runId", "one");

    static BrokenSource source(String how, String check, Result result, String words, SourceChange change) {
        return new BrokenSource(how, check, result, words, change::apply, world -> {}, world -> {});
    }

    /** A setting that every service of the source has otherwise. */
    static BrokenSource everywhere(
            String how, String check, Result result, String words, String setting, String value) {
        UnaryOperator<List<SourceService>> all = services -> services.stream()
                .map(SourceService::name)
                .map(name -> SourceChange.setting(name, setting, SourceChange.plain(value)))
                .reduce(services, (changed, change) -> change.apply(changed), (one, other) -> other);
        return new BrokenSource(how, check, result, words, all, world -> {}, world -> {});
    }

    static BrokenSource world(String how, String check, Result result, String words, Consumer<HandlerWorld> change) {
        return new BrokenSource(how, check, result, words, services -> services, change, world -> {});
    }

    static BrokenSource told(String how, String check, Result result, String words, Consumer<HandlerWorld> change) {
        return new BrokenSource(how, check, result, words, services -> services, world -> {}, change);
    }

    /** The named check says so, with a remedy where it complains and without a secret. */
    void isNamed(Path folder) {
        var found = preflight(new HandlerWorld(folder, source), world, told).checks().stream()
                .filter(each -> each.name().equals(check))
                .findFirst()
                .orElseThrow();

        assertThat(found.result()).as(found.seen()).isEqualTo(result);
        assertThat(found.seen()).contains(words).doesNotContain("marked-");
        assertThat(found.remedy().isPresent())
                .as("a remedy for what is wrong, and none for what was not looked at")
                .isEqualTo(result == Result.BLOCKER || result == Result.WARNING);
    }

    /** All checks of a rehearsal that gets as far as its preflight. */
    static PreflightReport preflight(HandlerWorld world, Consumer<HandlerWorld> change, Consumer<HandlerWorld> told) {
        change.accept(world);
        world.openAndCapture("one", Map.of());
        told.accept(world);
        try {
            world.call(new Preflight(world.gateways), RUN);
        } catch (OperatorException e) {
            assertThat(e).hasMessageContaining("PREFLIGHT_BLOCKED").hasMessageNotContaining("marked-");
        }
        return world.files.require(PreflightReport.key("one"), PreflightReport.class);
    }

    /** The target's main deployment anew, with other settings beside its own. */
    static void redeploy(HandlerWorld world, String image, Map<String, SettingSource> changes) {
        redeploy(world, image, Optional.empty(), changes, List.of());
    }

    static void redeploy(
            HandlerWorld world,
            String image,
            Optional<String> chart,
            Map<String, SettingSource> changes,
            List<String> repeated) {
        var settings = new HashMap<>(world.target.deployment("retool").settings());
        settings.putAll(changes);
        world.target.deploy("retool", 2, image, chart, settings, repeated);
    }

    static DatabaseActivity activity(Duration oldest, List<String> slots, long localUsers, @Nullable Instant newest) {
        return new DatabaseActivity(
                oldest, 0, 1_000, slots, Optional.ofNullable(newest), Optional.of(localUsers), List.of());
    }

    @Override
    public String toString() {
        return how;
    }
}
