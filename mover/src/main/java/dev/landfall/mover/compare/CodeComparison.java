package dev.landfall.mover.compare;

import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.model.transfer.GainedRights;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.model.transfer.RolePowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether anything on the target has more rights than on the source. What has fewer is told: grants to roles stay behind.
 *
 * @param differences in words
 * @param notes in words
 */
record CodeComparison(List<String> differences, List<String> notes) {

    private static final int NAMED = 5;

    /** Servers let only their superuser change it, and it opens nothing that SQL functions do not. */
    private static final String LANGUAGE = "USAGE on language ";

    CodeComparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Of a dump that tells nothing of it, nothing is compared: {@code restore} refuses such a one. */
    static CodeComparison of(Manifest source, DatabaseCode target, GainedRights gained, SchemaComparison definitions) {
        return source.source()
                .code()
                .map(code -> of(code, target, gained, definitions.definitionsCount()))
                .orElseGet(() -> new CodeComparison(List.of(), List.of()));
    }

    /** @param definitionsCount whether the comparison of definitions tells the marks of functions, tables and views */
    static CodeComparison of(DatabaseCode source, DatabaseCode target, GainedRights gained, boolean definitionsCount) {
        var differences = new ArrayList<String>();
        var notes = new ArrayList<String>();
        source.closed().stream()
                .filter(what -> !target.closed().contains(what))
                .forEach(what -> (what.startsWith(LANGUAGE) ? notes : differences)
                        .add("everybody has " + what + " on the target, and not on the source"));
        target.open().stream()
                .filter(what -> !source.open().contains(what))
                .forEach(what -> differences.add("everybody has " + what + " on the target, and not on the source"));
        grants(source, target, differences, notes);
        gains(source, target).forEach(words -> (gained == GainedRights.ACCEPT ? notes : differences).add(words));
        if (!definitionsCount) {
            oneSided(source.marks(), target.marks()).forEach(mark -> differences.add("only on the source, " + mark));
            oneSided(target.marks(), source.marks()).forEach(mark -> differences.add("only on the target, " + mark));
        }
        return new CodeComparison(differences, notes);
    }

    private static List<String> oneSided(List<String> one, List<String> other) {
        return one.stream().filter(mark -> !other.contains(mark)).toList();
    }

    private static void grants(DatabaseCode source, DatabaseCode target, List<String> differences, List<String> notes) {
        var before = counts(source);
        var after = counts(target);
        after.forEach((what, count) -> {
            if (count > before.getOrDefault(what, 0L)) {
                differences.add(
                        what + ": " + count + " on the target, " + before.getOrDefault(what, 0L) + " on the source");
            }
        });
        var behind = new ArrayList<String>();
        before.forEach((what, count) -> {
            if (count > after.getOrDefault(what, 0L)) {
                behind.add(what + " (" + count + ")");
            }
        });
        oneSided(source.open(), target.open()).forEach(what -> behind.add("everybody has " + what));
        oneSided(target.closed(), source.closed()).forEach(what -> behind.add("everybody has " + what));
        if (!behind.isEmpty()) {
            notes.add("privileges on the source only, to be granted again where they are needed: "
                    + String.join(", ", behind.stream().sorted().limit(NAMED).toList())
                    + (behind.size() > NAMED ? " and " + (behind.size() - NAMED) + " more" : ""));
        }
    }

    private static Map<String, Long> counts(DatabaseCode code) {
        return code.grants().stream()
                .collect(Collectors.toMap(DatabaseCode.Grants::what, DatabaseCode.Grants::count, Long::sum));
    }

    private static List<String> gains(DatabaseCode source, DatabaseCode target) {
        var before = source.asOwner().stream()
                .collect(Collectors.toMap(DatabaseCode.Owned::name, Function.identity(), (one, other) -> one));
        return target.asOwner().stream()
                .flatMap(
                        code -> Optional.ofNullable(before.get(code.name()))
                                .flatMap(old -> gain(code, old.owner(), source, target))
                                .stream())
                .toList();
    }

    private static Optional<String> gain(
            DatabaseCode.Owned code, String ownerBefore, DatabaseCode source, DatabaseCode target) {
        var beyond = powers(target, code.owner()).beyond(powers(source, ownerBefore));
        return beyond.isEmpty()
                ? Optional.empty()
                : Optional.of(code.name() + " has more rights on the target, where it is " + code.owner() + "'s ("
                        + String.join(", ", beyond) + "), than on the source, where it is " + ownerBefore + "'s");
    }

    private static RolePowers powers(DatabaseCode code, String role) {
        return code.owners().stream()
                .filter(powers -> powers.role().equals(role))
                .findFirst()
                .orElseGet(() -> new RolePowers(role, List.of()));
    }
}
