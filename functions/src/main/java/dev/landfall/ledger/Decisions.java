package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.capture.SourceNames;
import dev.landfall.run.Configuration;
import dev.landfall.run.Configuration.SettingDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a setting: by the operator's word, by rule, or nobody knows. Whoever decides, a value that names what is
 * the source's own does not reach the target before it is live.
 */
final class Decisions {

    static final String BY_RULE = "rule";
    static final String BY_OPERATOR = "landfall.json";

    /** What a container gets that is not Retool's has nothing to do with Retool. */
    static final Decided OF_ANOTHER_PROGRAM = new Decided(
            SettingClass.DROP, "nowhere: the container is not Retool's", Optional.of(BY_RULE), Optional.empty());

    /** Of Temporal's cloud. */
    private static final Set<String> CHART_KNOWS = Set.of(
            "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST",
            "WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT",
            "WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE",
            "WORKFLOW_TEMPORAL_TLS_ENABLED");

    private static final String AFTER = "extra-env-vars, after the cutover";

    private final Rules rules = Rules.shipped();
    private final Configuration configuration;
    private final Features features;
    private final SourceNames source;
    private final DecisionRefusal refusal;

    Decisions(Configuration configuration, Features features, SourceNames source) {
        this.configuration = configuration;
        this.features = features;
        this.source = source;
        this.refusal = new DecisionRefusal(source);
    }

    /**
     * One setting's fate.
     *
     * @param named what of the source its value names, in words
     */
    record Decided(SettingClass settingClass, String place, Optional<String> by, Optional<String> named) {}

    DecisionFindings findings(List<LedgerLine> lines) {
        return new DecisionFindings(all(), refusal, lines);
    }

    private Map<String, SettingDecision> all() {
        return configuration.settings().orElse(Map.of());
    }

    Decided of(String name, String text) {
        var rule = rules.of(name);
        var decision = Optional.ofNullable(all().get(name))
                .filter(each -> refusal.of(name, each).isEmpty())
                .filter(each -> rule.filter(known -> known.settingClass() == SettingClass.CRITICAL)
                        .isEmpty());
        if (decision.isPresent()) {
            return byOperator(decision.get().decision(), rule, source.named(name, text));
        }
        return rule.map(known -> byRule(known, name, text))
                .orElseGet(() -> source.named(name, text)
                        .map(Decisions::nowhere)
                        .orElseGet(() ->
                                new Decided(SettingClass.UNKNOWN, "nobody knows", Optional.empty(), Optional.empty())));
    }

    private static Decided byOperator(String word, Optional<Rule> rule, Optional<String> named) {
        boolean ofTemporal =
                rule.filter(each -> each.settingClass() == SettingClass.DECIDE).isPresent();
        return switch (word) {
            case "carry" ->
                named.isPresent() || ofTemporal
                        ? decided(SettingClass.LATER, AFTER, named)
                        : decided(SettingClass.CARRY, "extra-env-vars, or chart values env", named);
            case "hold" -> decided(SettingClass.HOLD, "values after the cutover", named);
            case "replace" ->
                decided(SettingClass.REPLACED, "chart values env, with the value of landfall.json", Optional.empty());
            case "drop" -> decided(SettingClass.DROP, "nowhere", Optional.empty());
            case OwnTemporal.SUBCHART ->
                decided(SettingClass.REPLACED, "the chart's own Temporal, after the cutover", Optional.empty());
            default -> throw new IllegalStateException("no decision is called " + word);
        };
    }

    private static Decided decided(SettingClass settingClass, String place, Optional<String> named) {
        return new Decided(settingClass, place, Optional.of(BY_OPERATOR), named);
    }

    private Decided byRule(Rule rule, String name, String text) {
        var named = source.named(name, text);
        return switch (rule.settingClass()) {
            case DECIDE -> temporal(rule, name);
            case TRANSFORM -> storage(rule, named);
            case CARRY -> carried(rule, name, text, named);
            default -> new Decided(rule.settingClass(), rule.place(), Optional.of(BY_RULE), Optional.empty());
        };
    }

    private Decided carried(Rule rule, String name, String text, Optional<String> named) {
        if (HostList.is(name)) {
            var left = new HostList(source).leftOut(text);
            return new Decided(
                    SettingClass.CARRY,
                    rule.place(),
                    Optional.of(BY_RULE),
                    left.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", left)));
        }
        return named.map(Decisions::nowhere)
                .orElseGet(() -> new Decided(SettingClass.CARRY, rule.place(), Optional.of(BY_RULE), Optional.empty()));
    }

    private static Decided nowhere(String named) {
        return new Decided(SettingClass.DROP, "nowhere", Optional.of(BY_RULE), Optional.of(named));
    }

    /** A bucket is the source's until it is shared or copied; the settings around it go with it. */
    private Decided storage(Rule rule, Optional<String> named) {
        var mode = configuration.storage().flatMap(Configuration.Storage::mode).orElse("none");
        var by = Optional.of(BY_RULE);
        if (source.buckets().isEmpty() || mode.equals("copied")) {
            return new Decided(SettingClass.TRANSFORM, rule.place(), by, named.filter(what -> !isCopied(what)));
        }
        if (mode.equals("shared")) {
            return new Decided(SettingClass.LATER, AFTER, by, named);
        }
        return new Decided(SettingClass.REPLACED, "the target's own bucket, by enable_rr_s3", by, named);
    }

    /** Whether the copy is of that bucket. */
    private boolean isCopied(String named) {
        return configuration
                .storage()
                .flatMap(Configuration.Storage::from)
                .map(from -> from.replaceFirst("^s3://", "").split("/", 2)[0])
                .filter(bucket -> named.equals("its bucket " + bucket))
                .isPresent();
    }

    /** The chart has values for where a cloud is; certificate, key and tuning come as the variables that they are. */
    private Decided temporal(Rule rule, String name) {
        return switch (features.temporal()) {
            case NOT_USED -> decide("nowhere: nothing runs workflows", Optional.of(BY_RULE));
            case MANAGED -> decide("nowhere: Retool manages Temporal", Optional.of(BY_RULE));
            case CLOUD ->
                CHART_KNOWS.contains(name)
                        ? decide("chart values workflows.temporal, after the cutover", Optional.of(BY_RULE))
                        : new Decided(SettingClass.LATER, AFTER, Optional.of(BY_RULE), Optional.empty());
            case SELF_HOSTED -> decide(rule.place(), Optional.empty());
        };
    }

    private static Decided decide(String place, Optional<String> by) {
        return new Decided(SettingClass.DECIDE, place, by, Optional.empty());
    }
}
