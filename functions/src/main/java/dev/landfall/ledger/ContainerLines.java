package dev.landfall.ledger;

import dev.landfall.capture.ContainerKind;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceContainer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the lines of one container: what its settings are and what becomes of them, without any value. */
record ContainerLines(SecretVault vault, Decisions decisions, HostList lists) {

    List<LedgerLine> of(String service, ServiceContainer container, Map<String, ContainerSettings.Setting> settings) {
        var type = text(settings, "SERVICE_TYPE");
        var kind = ContainerKind.of(container.image(), type);
        var roles =
                ServiceRole.of(container.name(), container.image(), type, text(settings, "WORKER_TEMPORAL_TASKQUEUE"));
        return settings.entrySet().stream()
                .map(each -> line(service, container.name(), kind, roles, each.getKey(), each.getValue()))
                .toList();
    }

    private static Optional<String> text(Map<String, ContainerSettings.Setting> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .flatMap(setting -> setting.value())
                .map(value -> value.reveal().strip());
    }

    private LedgerLine line(
            String service,
            String container,
            ContainerKind kind,
            List<ServiceRole> roles,
            String name,
            ContainerSettings.Setting setting) {
        var text = setting.value().map(SecretText::reveal).orElse("");
        var decided = kind == ContainerKind.RETOOL ? decisions.of(name, text) : Decisions.OF_ANOTHER_PROGRAM;
        return new LedgerLine(
                service,
                container,
                kind == ContainerKind.RETOOL ? roles : List.of(),
                name,
                decided.settingClass(),
                decided.place(),
                setting.kind(),
                setting.reference(),
                setting.value().map(value -> vault.fingerprint(value.bytes())),
                setting.value().map(value -> value.bytes().length).orElse(-1),
                setting.value().map(value -> CharacterFlag.of(value.reveal())).orElse(List.of()),
                decided.named(),
                decided.settingClass() == SettingClass.CARRY && HostList.is(name)
                        ? setting.value().flatMap(value -> shortened(value.reveal()))
                        : Optional.empty(),
                decided.by());
    }

    private Optional<String> shortened(String text) {
        return lists.leftOut(text).isEmpty()
                ? Optional.empty()
                : Optional.of(vault.fingerprint(lists.carried(text).getBytes(StandardCharsets.UTF_8)));
    }
}
