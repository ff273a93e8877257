package dev.landfall.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the ledger's lines themselves tell. */
final class LineFindings {

    /** A setting of these classes means the same in every container, so it must not differ. */
    private static final Set<SettingClass> SHARED = Set.of(
            SettingClass.CRITICAL, SettingClass.HOLD, SettingClass.CARRY, SettingClass.LATER, SettingClass.DECIDE);

    private final List<LedgerLine> lines;

    LineFindings(List<LedgerLine> lines) {
        this.lines = lines;
    }

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        findings.addAll(unknown());
        findings.addAll(temporal());
        findings.addAll(conflicts());
        findings.addAll(ofTheSource());
        findings.addAll(new RoleFindings(lines).all());
        findings.addAll(new KeyFindings(lines).all());
        findings.addAll(plainSecrets());
        findings.addAll(wholeSecrets());
        findings.addAll(characters());
        return findings;
    }

    /** One finding for all, with what is to be pasted. */
    private List<Finding> unknown() {
        var unknown = UndecidedSettings.in(lines);
        return unknown.isEmpty()
                ? List.of()
                : List.of(Finding.blocker(
                        "unknown-setting",
                        "Nobody knows what to do with "
                                + unknown.names().entrySet().stream()
                                        .map(entry -> entry.getKey() + " of "
                                                + entry.getValue().stream()
                                                        .distinct()
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")))
                                        .collect(Collectors.joining("; "))
                                + ".",
                        "Decide each in landfall.json, where carry may be drop, hold or replace as well: "
                                + unknown.block().replaceAll("\\s+", " ")));
    }

    private List<Finding> temporal() {
        var undecided = lines.stream()
                .filter(line -> line.is(SettingClass.DECIDE) && line.decidedBy().isEmpty())
                .toList();
        return undecided.isEmpty()
                ? List.of()
                : List.of(
                        Finding.blocker(
                                "self-hosted-temporal",
                                "Workflows wait in a Temporal cluster of your own: "
                                        + String.join(", ", byName(undecided).keySet()) + " of " + where(undecided)
                                        + ".",
                                "Decide in landfall.json under settings: carry keeps that cluster, which is then no service of source.services; subchart lets the chart run one on the same database; drop moves to the one that Retool manages, and runs that wait are not moved."));
    }

    private List<Finding> conflicts() {
        var findings = new ArrayList<Finding>();
        byName(lines.stream()
                        .filter(line -> SHARED.contains(line.settingClass()) && !RolePlaces.isOfItsRoleAlone(line))
                        .toList())
                .forEach((name, of) -> {
                    var values = of.stream()
                            .flatMap(line -> line.fingerprint().stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new));
                    if (values.size() > 1) {
                        findings.add(conflict(name, of));
                    }
                });
        return findings;
    }

    private static Finding conflict(String name, List<LedgerLine> of) {
        var byValue = of.stream()
                .collect(Collectors.groupingBy(line -> line.fingerprint().orElse("")));
        var seen = name + " differs between containers: "
                + byValue.values().stream().map(LineFindings::where).sorted().collect(Collectors.joining(" against "))
                + ".";
        return of.getFirst().is(SettingClass.CRITICAL)
                ? Finding.blocker("conflict", seen, "Find out which value is the right one, and set it everywhere.")
                : Finding.warning("conflict", seen, "The main backend's value is carried; check that it suits all.");
    }

    /** What is the source's own stays there, or comes late: nothing of that goes without a word. */
    private List<Finding> ofTheSource() {
        var findings = new ArrayList<Finding>();
        lines.stream()
                .filter(line -> line.named().isPresent())
                .collect(Collectors.groupingBy(
                        line -> line.setting() + " " + line.named().orElseThrow() + " " + line.settingClass(),
                        TreeMap::new,
                        Collectors.toList()))
                .values()
                .forEach(of -> findings.add(Finding.warning(
                        "source-address", ofTheSource(of.getFirst(), where(of)), remedy(of.getFirst()))));
        return findings;
    }

    private static String ofTheSource(LedgerLine line, String where) {
        var named = line.named().orElseThrow();
        var names = line.setting() + " of " + where + " names the source's own, " + named;
        return switch (line.settingClass()) {
            case CARRY -> line.setting() + " of " + where + " is carried without " + named + ", the source's own.";
            case LATER, HOLD -> names + ": the target gets it only once it is live.";
            case TRANSFORM ->
                names
                        + ": the target gets the bucket of storage.to, and CopyStorage copies only what storage.from names.";
            case REPLACED ->
                names + ", and storage.mode is none: the target gets a bucket of its own, without its contents.";
            default -> names + ": it is not carried.";
        };
    }

    private static String remedy(LedgerLine line) {
        return switch (line.settingClass()) {
            case LATER, HOLD -> "See to it that the target reaches it then, from its own network.";
            case TRANSFORM -> "Copy its contents into that bucket yourself, where they are needed.";
            case REPLACED -> "Decide storage.mode: shared or copied, where the contents are needed.";
            default ->
                "Give the target its own with settings." + line.setting()
                        + ".decision replace, or decide carry to have it after the cutover.";
        };
    }

    private List<Finding> plainSecrets() {
        var plain = lines.stream()
                .filter(line -> line.source() == SourceKind.PLAIN
                        && line.lengthBytes() > 0
                        && (SecretLike.name(line.setting()) || line.flags().contains(CharacterFlag.PASSWORD_IN_URL)))
                .toList();
        return plain.isEmpty()
                ? List.of()
                : List.of(
                        Finding.warning(
                                "plain-text-secret",
                                "Secrets stand in plain text in task definitions: "
                                        + String.join(", ", byName(plain).keySet()) + " of " + where(plain) + ".",
                                "They are written to Secrets Manager for the target; everybody who may describe task definitions has seen them."));
    }

    private List<Finding> wholeSecrets() {
        var whole = lines.stream()
                .filter(line -> line.source() == SourceKind.WHOLE_SECRET)
                .toList();
        return whole.isEmpty()
                ? List.of()
                : List.of(Finding.note(
                        "whole-secret-reference",
                        "Whole secrets are injected, without a JSON key: "
                                + String.join(", ", byName(whole).keySet()) + " of " + where(whole) + ".",
                        "Their exact bytes are carried; where one holds a JSON document that is named apart."));
    }

    private List<Finding> characters() {
        var findings = new ArrayList<Finding>();
        byName(lines).forEach((name, of) -> {
            var critical = of.getFirst().is(SettingClass.CRITICAL);
            if (critical && has(of, CharacterFlag.JSON_BLOB)) {
                findings.add(Finding.blocker(
                        "json-blob",
                        name + " of " + where(of) + " is a whole JSON document.",
                        "Name the key in the reference: arn:…:secret:NAME:KEY::."));
            }
            if (has(of, CharacterFlag.TRAILING_NEWLINE) || (critical && has(of, CharacterFlag.SURROUNDING_SPACE))) {
                findings.add(Finding.warning(
                        "trailing-newline",
                        name + " of " + where(of) + " begins or ends in space or a newline.",
                        "It is carried byte for byte; the target must not trim it."));
            }
        });
        return findings;
    }

    private static boolean has(List<LedgerLine> of, CharacterFlag flag) {
        return of.stream().anyMatch(line -> line.flags().contains(flag));
    }

    private static Map<String, List<LedgerLine>> byName(List<LedgerLine> lines) {
        return lines.stream().collect(Collectors.groupingBy(LedgerLine::setting, TreeMap::new, Collectors.toList()));
    }

    private static String where(List<LedgerLine> lines) {
        return lines.stream().map(LedgerLine::where).distinct().sorted().collect(Collectors.joining(", "));
    }
}
