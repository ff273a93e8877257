package dev.landfall.report;

import dev.landfall.approval.Figures;
import dev.landfall.approval.HtmlTemplate;
import dev.landfall.gateway.RunStore;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.SettingClass;
import dev.landfall.model.RunLayout;
import dev.landfall.run.RunFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the ledger and its page, for the run and as the last one built. */
public record LedgerWriting(RunStore store) {

    /** Settings of one class. */
    public record Section(SettingClass settingClass, List<LedgerLine> lines) {}

    public void write(Ledger ledger) {
        var run = new RunLayout(ledger.runId());
        var files = new RunFiles(store);
        files.write(RunLayout.LEDGER, ledger);
        files.write(Ledger.key(ledger.runId()), ledger);
        var page = page(ledger).getBytes(StandardCharsets.UTF_8);
        store.write(Ledger.PAGE, page);
        store.write(run.file(Ledger.PAGE), page);
    }

    /** What nobody knows first, then by class. */
    static String page(Ledger ledger) {
        var sections = Arrays.asList(SettingClass.values()).reversed().stream()
                .map(settingClass -> new Section(settingClass, ledger.lines(settingClass)))
                .filter(section -> !section.lines().isEmpty())
                .toList();
        return new HtmlTemplate("dev/landfall/report/ledger.html")
                .fill(Map.of("ledger", ledger, "sections", sections, "built", Figures.moment(ledger.builtAt())));
    }
}
