package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests of each tier and writes one line a tier to {@code target/tiers/<module>.txt} below the root, from
 * which the build's last module prints what ran and what was left out.
 */
public final class TierListener implements TestExecutionListener {

    private final Map<Tier, Integer> ran = new EnumMap<>(Tier.class);
    private final Map<Tier, List<String>> leftOut = new EnumMap<>(Tier.class);

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            synchronized (ran) {
                ran.merge(tierOf(test), 1, Integer::sum);
            }
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        synchronized (ran) {
            leftOut.computeIfAbsent(tierOf(test), tier -> new ArrayList<>()).add(test.getDisplayName() + ": " + reason);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        var root = System.getProperty("landfall.root");
        var module = System.getProperty("landfall.module");
        if (root == null || module == null) {
            return;
        }
        var lines = new ArrayList<String>();
        for (var tier : Tier.values()) {
            if (ran.containsKey(tier)) {
                lines.add("  %-18s %-10s ran       %4d tests  (%s)"
                        .formatted(module, tier, ran.get(tier), tier.description()));
            }
            for (var skipped : leftOut.getOrDefault(tier, List.of())) {
                lines.add("  %-18s %-10s LEFT OUT  %s".formatted(module, tier, skipped));
            }
        }
        try {
            var folder = Files.createDirectories(Path.of(root, "target", "tiers"));
            Files.write(folder.resolve(module + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tier tierOf(TestIdentifier test) {
        return test.getSource()
                .flatMap(source -> switch (source) {
                    case MethodSource method -> Optional.of(method.getJavaClass());
                    case ClassSource type -> Optional.of(type.getJavaClass());
                    default -> Optional.empty();
                })
                .map(type -> type.getAnnotation(NeedsTier.class))
                .map(NeedsTier::value)
                .orElse(Tier.PLAIN);
    }
}
