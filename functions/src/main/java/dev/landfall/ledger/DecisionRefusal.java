package dev.landfall.ledger;

import dev.landfall.capture.SourceNames;
import dev.landfall.run.Configuration.SettingDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Why what {@code settings} of landfall.json says of a setting cannot be done. */
public final class DecisionRefusal {

    private static final List<String> AS_ON_THE_SOURCE = List.of("carry", "hold");

    private final Rules rules = Rules.shipped();
    private final SourceNames source;

    public DecisionRefusal(SourceNames source) {
        this.source = source;
    }

    /** Values of landfall.json that take the source's place on the target, by setting; what is refused is left out. */
    public SortedMap<String, String> replacements(Map<String, SettingDecision> decisions) {
        var values = new TreeMap<String, String>();
        decisions.forEach((name, decision) -> decision.value()
                .filter(value -> decision.decision().equals("replace")
                        && of(name, decision).isEmpty())
                .ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** One sentence that holds no value; empty where the decision stands. */
    Optional<String> of(String name, SettingDecision decision) {
        var said = "settings." + name + " of landfall.json says " + decision.decision();
        var rule = rules.of(name).map(Rule::settingClass);
        if (rule.filter(each -> each == SettingClass.CRITICAL).isPresent()
                && !decision.decision().equals("carry")) {
            return Optional.of(said + ", but it is always carried byte for byte.");
        }
        if (decision.decision().equals(OwnTemporal.SUBCHART)
                && rule.filter(each -> each == SettingClass.DECIDE).isEmpty()) {
            return Optional.of(said + ", but the chart's Temporal takes the place of WORKFLOW_TEMPORAL_… alone.");
        }
        if (rule.filter(each -> each == SettingClass.REPLACED).isPresent()
                && AS_ON_THE_SOURCE.contains(decision.decision())) {
            return Optional.of(said + ", but the target has its own: the source's would let it work on the source.");
        }
        if (decision.value().isPresent() && SecretLike.name(name)) {
            return Optional.of(
                    said
                            + " with a value, but it is a secret by its name, and that value would stand in clear text in the kit.");
        }
        return decision.value()
                .flatMap(value -> source.named(name, value))
                .map(what -> said + " with a value that names the source's own: " + what + ".");
    }
}
