package dev.landfall.ledger;

import dev.landfall.capture.ServiceRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings of one role alone go. What the main backend has every role of the target gets; what a worker has
 * otherwise stays with that role, where the chart has variables for it, and is never given to all.
 */
public final class RolePlaces {

    /** Variables that the chart gives to a role's deployments alone, by the role: the path in its values. */
    public static final Map<ServiceRole, String> PATHS = Map.of(
            ServiceRole.WORKFLOW_WORKER, "workflows.config.environmentVariables",
            ServiceRole.AGENT_WORKER, "agents.config.environmentVariables");

    static final String NO_PLACE = "nowhere: the chart has no variables of this role alone";

    static final String OF_THE_CHART = "the chart's own value for that role";

    private RolePlaces() {}

    static List<LedgerLine> of(List<LedgerLine> lines) {
        var main = new HashMap<String, Optional<String>>();
        lines.stream()
                .filter(line -> isOf(line, ServiceRole.MAIN_BACKEND))
                .forEach(line -> main.putIfAbsent(line.setting(), line.wanted()));
        return main.isEmpty()
                ? List.copyOf(lines)
                : lines.stream().map(line -> placed(line, main)).toList();
    }

    /** Whether a role of the target has that setting for itself. */
    public static boolean isOfItsRoleAlone(LedgerLine line) {
        return line.is(SettingClass.CARRY) && PATHS.containsValue(line.place());
    }

    private static LedgerLine placed(LedgerLine line, Map<String, Optional<String>> main) {
        var role = line.roles().stream().findFirst();
        if (!line.is(SettingClass.CARRY)
                || role.isEmpty()
                || isOf(line, ServiceRole.MAIN_BACKEND)
                || main.getOrDefault(line.setting(), Optional.empty()).equals(line.wanted())) {
            return line;
        }
        if (ChartFacts.shipped().sets(line.setting())) {
            return line.at(SettingClass.REPLACED, OF_THE_CHART);
        }
        return Optional.ofNullable(PATHS.get(role.get()))
                .map(path -> line.at(SettingClass.CARRY, path))
                .orElseGet(() -> line.at(SettingClass.DROP, NO_PLACE));
    }

    private static boolean isOf(LedgerLine line, ServiceRole role) {
        return line.roles().contains(role);
    }
}
