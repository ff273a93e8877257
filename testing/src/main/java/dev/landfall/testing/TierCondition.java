package dev.landfall.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a class out where its tier is missing something; in CI that is a failure, so that nothing is left out unseen. */
public final class TierCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var type = context.getTestClass();
        if (type.isEmpty() || !type.get().isAnnotationPresent(NeedsTier.class)) {
            return ConditionEvaluationResult.enabled("no tier is named");
        }
        var tier = type.get().getAnnotation(NeedsTier.class).value();
        var missing = tier.missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled(tier.description());
        }
        if (tier.requiredInCi() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(
                    "Tier " + tier + " must run in CI but was left out: " + missing.get() + ".");
        }
        return ConditionEvaluationResult.disabled(missing.get());
    }
}
