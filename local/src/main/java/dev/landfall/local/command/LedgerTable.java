package dev.landfall.local.command;

import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.SettingClass;
import dev.landfall.ledger.UndecidedSettings;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger for a terminal: what becomes of how many settings, and what was found. It holds no value. */
final class LedgerTable {

    /** Of a source that only files tell of. */
    private static final List<String> NOT_READ = List.of("secret-unreadable", "environment-file-unreadable", "access");

    private LedgerTable() {}

    static String of(Ledger ledger) {
        var lines = ledger.lines();
        var head = lines.size() + " settings of "
                + lines.stream().map(LedgerLine::where).distinct().count() + " containers: "
                + Stream.of(SettingClass.values())
                        .filter(each -> !ledger.lines(each).isEmpty())
                        .map(each -> each + " " + ledger.lines(each).size())
                        .collect(Collectors.joining(", "));
        var unread = ledger.findings().stream().filter(LedgerTable::isUnread).count();
        var found = ledger.findings().stream()
                .filter(finding -> !isUnread(finding))
                .sorted(Comparator.comparing(Finding::weight).reversed().thenComparing(Finding::name))
                .map(finding -> finding.name().equals("unknown-setting")
                        ? "%-8s %-24s %s".formatted(finding.weight(), finding.name(), undecided(ledger))
                        : "%-8s %-24s %s%n%34s%s"
                                .formatted(finding.weight(), finding.name(), finding.seen(), "", finding.remedy()))
                .collect(Collectors.joining("\n"));
        return head + "\n" + found
                + (unread == 0
                        ? ""
                        : "\nNot read, because they stand in the account: " + unread
                                + " values and files. What they hold was not looked at.");
    }

    private static String undecided(Ledger ledger) {
        var undecided = UndecidedSettings.of(ledger);
        return "Nobody knows what to do with %d settings:%n%n%s%n%nPaste this into landfall.json, with drop, hold or replace where carry is wrong:%n%n%s%n"
                .formatted(
                        undecided.names().size(),
                        undecided.rows().indent(4).stripTrailing(),
                        undecided.block().indent(4).stripTrailing());
    }

    /** Whether nothing has to be decided, as far as files tell. */
    static boolean isClear(Ledger ledger) {
        return ledger.blockers().stream().allMatch(LedgerTable::isUnread);
    }

    private static boolean isUnread(Finding finding) {
        return NOT_READ.contains(finding.name());
    }
}
