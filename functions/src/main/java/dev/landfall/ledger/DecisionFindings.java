package dev.landfall.ledger;

import dev.landfall.run.Configuration.SettingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the operator's decisions themselves tell: those that cannot be followed, and those that decide nothing. */
record DecisionFindings(Map<String, SettingDecision> decisions, DecisionRefusal refusal, List<LedgerLine> lines) {

    List<Finding> all() {
        var there = lines.stream().map(LedgerLine::setting).collect(Collectors.toSet());
        var findings = new ArrayList<Finding>();
        new TreeMap<>(decisions).forEach((name, decision) -> {
            refusal.of(name, decision)
                    .ifPresent(why -> findings.add(Finding.blocker(
                            "decision-refused",
                            why,
                            "Take settings." + name
                                    + " out of landfall.json, or decide replace and give the target its own value.")));
            if (!there.contains(name) && decision.value().isEmpty()) {
                findings.add(Finding.warning(
                        "decision-unmatched",
                        "settings." + name + " of landfall.json decides a setting that no container has.",
                        "Correct the name, or take it out."));
            }
        });
        return findings;
    }
}
