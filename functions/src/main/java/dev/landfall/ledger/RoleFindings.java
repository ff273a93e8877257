package dev.landfall.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Settings that one role or another program has, and the others must not get. */
record RoleFindings(List<LedgerLine> lines) {

    List<Finding> all() {
        var findings = new ArrayList<Finding>();
        each(RolePlaces::isOfItsRoleAlone)
                .forEach(of -> findings.add(Finding.note(
                        "role-setting",
                        names(of) + " of " + of.getFirst().where() + " differ from the main backend's, or it has none.",
                        "They go to that role alone: " + of.getFirst().place() + ".")));
        each(line -> line.place().equals(RolePlaces.OF_THE_CHART))
                .forEach(of -> findings.add(Finding.note(
                        "role-setting",
                        names(of) + " of " + of.getFirst().where()
                                + " differ from the main backend's, or it has none, and the chart sets them for that role itself.",
                        "The role gets the chart's value, and no other role gets anything.")));
        each(line -> line.place().equals(RolePlaces.NO_PLACE))
                .forEach(
                        of -> findings.add(
                                Finding.warning(
                                        "role-setting",
                                        names(of) + " of " + of.getFirst().where()
                                                + " differ from the main backend's, or it has none, and the chart gives that role no variables of its own.",
                                        "The role gets the main backend's. Where that will not do, set it in the release by hand after the move.")));
        each(line -> line.place().equals(Decisions.OF_ANOTHER_PROGRAM.place()))
                .forEach(of -> findings.add(Finding.note(
                        "other-program",
                        of.getFirst().where() + " does not run Retool, so its settings stay behind: " + names(of) + ".",
                        "Give the cluster its own, where it needs that program.")));
        return findings;
    }

    private Collection<List<LedgerLine>> each(Predicate<LedgerLine> wanted) {
        return lines.stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(LedgerLine::where, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static String names(List<LedgerLine> lines) {
        return lines.stream().map(LedgerLine::setting).sorted().collect(Collectors.joining(", "));
    }
}
