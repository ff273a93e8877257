package dev.landfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Counts the tests of each tier and leaves the counts in {@code target/tiers} below the root, from which the build's last
 * module prints what ran and what was left out.
 */
public final class TierListener implements TestExecutionListener {

    // Of the whole JVM: where several share a module's classes, each class is a plan of its own.
    private static final Map<Tier, Integer> RAN = new EnumMap<>(Tier.class);
    private static final Map<Tier, List<String>> LEFT_OUT = new EnumMap<>(Tier.class);

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            synchronized (RAN) {
                RAN.merge(tierOf(test), 1, Integer::sum);
            }
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        synchronized (RAN) {
            LEFT_OUT.computeIfAbsent(tierOf(test), tier -> new ArrayList<>())
                    .add(test.getDisplayName() + ": " + reason);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        var root = System.getProperty("landfall.root");
        var module = System.getProperty("landfall.module");
        if (root == null || module == null) {
            return;
        }
        try {
            synchronized (RAN) {
                TierCount.write(
                        Path.of(root, "target", "tiers"),
                        module,
                        System.getProperty("landfall.fork", "1"),
                        RAN,
                        LEFT_OUT);
            }
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
