package dev.landfall.ledger;

import dev.landfall.capture.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that a copy is of no use without. */
record KeyFindings(List<LedgerLine> lines) {

    private static final Set<ServiceRole> NEED_KEYS =
            Set.of(ServiceRole.MAIN_BACKEND, ServiceRole.JOBS_RUNNER, ServiceRole.WORKFLOW_BACKEND);

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        missing(
                "ENCRYPTION_KEY",
                "the target would make one of its own, and nothing that is encrypted in the database could be read",
                findings);
        missing("JWT_SECRET", "the target would make one of its own, and everybody would be signed out", findings);
        lines.stream()
                .filter(line ->
                        line.setting().equals("ENCRYPTION_KEY") && line.flags().contains(CharacterFlag.NON_ASCII))
                .findFirst()
                .ifPresent(
                        line -> findings.add(
                                Finding.blocker(
                                        "encryption-key-not-ascii",
                                        "ENCRYPTION_KEY of " + line.where() + " holds a character that is not ASCII.",
                                        "Retool takes ASCII alone from 3.332.4 on: rotate the key on the source first, with ENCRYPTION_KEY_OLD.")));
        return findings;
    }

    private void missing(String name, String why, List<Finding> findings) {
        var without = lines.stream()
                .filter(line -> line.roles().stream().anyMatch(NEED_KEYS::contains))
                .collect(Collectors.groupingBy(LedgerLine::where))
                .entrySet()
                .stream()
                .filter(container -> container.getValue().stream()
                        .noneMatch(line -> line.setting().equals(name)))
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            findings.add(
                    Finding.blocker(
                            "key-missing",
                            name + " is not set for " + without + ": " + why + ".",
                            "Set it there, or name the place that it comes from; a key that Retool made itself is in its database or its file docker.env."));
        }
    }
}
