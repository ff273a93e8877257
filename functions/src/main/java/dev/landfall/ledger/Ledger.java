package dev.landfall.ledger;

import dev.landfall.capture.Features;
import dev.landfall.model.RunLayout;
import java.time.Instant;
import java.util.List;

/** {@code ledger.json}: every setting of every container, once, and what was found about them. */
public record Ledger(
        String runId,
        Instant builtAt,
        String sourceName,
        Features features,
        List<LedgerLine> lines,
        List<Finding> findings) {

    /** The readable page beside it. */
    public static final String PAGE = "ledger.html";

    public Ledger {
        lines = List.copyOf(lines);
        findings = List.copyOf(findings);
    }

    public static String key(String runId) {
        return new RunLayout(runId).file("ledger.json");
    }

    public List<LedgerLine> lines(SettingClass wanted) {
        return lines.stream().filter(line -> line.is(wanted)).toList();
    }

    public List<Finding> blockers() {
        return findings.stream().filter(Finding::blocks).toList();
    }
}
