package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.run.Configuration;
import dev.landfall.run.Configuration.SettingDecision;
import java.util.Map;
import java.util.Optional;

/** What becomes of a setting: by the operator's word, by rule, or nobody knows. */
final class Decisions {

    static final String BY_RULE = "rule";
    static final String BY_OPERATOR = "landfall.json";

    private final Rules rules = Rules.shipped();
    private final Map<String, SettingDecision> settings;
    private final Features features;

    Decisions(Configuration configuration, Features features) {
        this.settings = configuration.settings().orElse(Map.of());
        this.features = features;
    }

    /** One setting's fate. */
    record Decided(SettingClass settingClass, String place, Optional<String> by) {}

    Decided of(String name, String text) {
        var rule = rules.of(name, text);
        var decision = Optional.ofNullable(settings.get(name));
        if (rule.filter(each -> each.settingClass() == SettingClass.CRITICAL).isPresent() || decision.isEmpty()) {
            return rule.map(this::byRule)
                    .orElseGet(() -> new Decided(SettingClass.UNKNOWN, "nobody knows", Optional.empty()));
        }
        var by = Optional.of(BY_OPERATOR);
        return switch (decision.get().decision()) {
            case "carry" -> new Decided(SettingClass.CARRY, "extra-env-vars, or chart values env", by);
            case "hold" -> new Decided(SettingClass.HOLD, "values after the cutover", by);
            case "replace" ->
                new Decided(SettingClass.REPLACED, "chart values env, with the value of landfall.json", by);
            case "drop" -> new Decided(SettingClass.DROP, "nowhere", by);
            default ->
                throw new IllegalStateException(
                        "no decision is called " + decision.get().decision());
        };
    }

    private Decided byRule(Rule rule) {
        if (rule.settingClass() != SettingClass.DECIDE) {
            return new Decided(rule.settingClass(), rule.place(), Optional.of(BY_RULE));
        }
        return switch (features.temporal()) {
            case NOT_USED -> decide("nowhere: nothing runs workflows", Optional.of(BY_RULE));
            case MANAGED -> decide("nowhere: Retool manages Temporal", Optional.of(BY_RULE));
            case CLOUD -> decide("chart values workflows.temporal, after the cutover", Optional.of(BY_RULE));
            case SELF_HOSTED -> decide(rule.place(), Optional.empty());
        };
    }

    private static Decided decide(String place, Optional<String> by) {
        return new Decided(SettingClass.DECIDE, place, by);
    }
}
