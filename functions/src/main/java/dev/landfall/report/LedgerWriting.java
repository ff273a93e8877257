package dev.landfall.report;

import dev.landfall.approval.Figures;
import dev.landfall.approval.HtmlTemplate;
import dev.landfall.capture.Features;
import dev.landfall.gateway.RunStore;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.SettingClass;
import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the ledger and its page, for the run and as the last one built. */
public record LedgerWriting(RunStore store) {

    /** Settings of one class. */
    public record Section(SettingClass settingClass, List<LedgerLine> lines) {

        /** What becomes of them. */
        public String meaning() {
            return LedgerWriting.meaning(settingClass);
        }
    }

    public void write(Ledger ledger) {
        var run = new RunLayout(ledger.runId());
        var files = new RunFiles(store);
        files.write(RunLayout.LEDGER, ledger);
        files.write(Ledger.key(ledger.runId()), ledger);
        var page = page(ledger).getBytes(StandardCharsets.UTF_8);
        store.write(Ledger.PAGE, page);
        store.write(run.file(Ledger.PAGE), page);
    }

    /** What somebody has to decide first, what goes nowhere last. */
    static String page(Ledger ledger) {
        var sections = Stream.of(SettingClass.values())
                .sorted(Comparator.comparingInt(LedgerWriting::rank))
                .map(settingClass -> new Section(settingClass, ledger.lines(settingClass)))
                .filter(section -> !section.lines().isEmpty())
                .toList();
        return new HtmlTemplate("dev/landfall/report/ledger.html")
                .fill(Map.of(
                        "ledger",
                        ledger,
                        "sections",
                        sections,
                        "inUse",
                        inUse(ledger.features()),
                        "built",
                        Figures.moment(ledger.builtAt())));
    }

    private static int rank(SettingClass settingClass) {
        return switch (settingClass) {
            case UNKNOWN -> 0;
            case DECIDE -> 1;
            case CRITICAL -> 2;
            case HOLD -> 3;
            case LATER -> 4;
            case TRANSFORM -> 5;
            case CARRY -> 6;
            case REPLACED -> 7;
            case DROP -> 8;
        };
    }

    /** What becomes of a class's settings, for a reader who does not know the word. */
    static String meaning(SettingClass settingClass) {
        return switch (settingClass) {
            case UNKNOWN -> "Nobody knows these: decide each under settings in landfall.json; until then they block.";
            case DECIDE -> "These need a decision where what they are for is in use.";
            case CRITICAL -> "Carried byte for byte; they must agree everywhere.";
            case HOLD -> "Back only after the cutover.";
            case LATER -> "Carried once the target is live: until then their values would let it work on the source.";
            case TRANSFORM -> "Carried in another form.";
            case CARRY -> "Carried as they are.";
            case REPLACED -> "The target has its own.";
            case DROP -> "Of no use on the target.";
        };
    }

    private static String inUse(Features features) {
        var parts = new LinkedHashMap<String, Boolean>();
        parts.put("workflows", features.workflows());
        parts.put("agents", features.agents());
        parts.put("Retool Database", features.retoolDatabase());
        parts.put("Retool Storage", features.retoolStorage());
        parts.put("a Git server", features.gitServer());
        var temporal = switch (features.temporal()) {
            case NOT_USED -> "Temporal is not used";
            case MANAGED -> "Temporal is the one that Retool manages";
            case CLOUD -> "Temporal is Temporal Cloud";
            case SELF_HOSTED -> "Temporal is a cluster of your own";
        };
        return "In use: " + named(parts, true) + ". Not in use: " + named(parts, false) + ". " + temporal + ".";
    }

    private static String named(Map<String, Boolean> parts, boolean used) {
        var names = parts.entrySet().stream()
                .filter(part -> part.getValue() == used)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
