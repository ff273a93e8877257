package dev.landfall.blueprint;

import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.capture.SourceNames;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SourceService;
import dev.landfall.ledger.ChartFacts;
import dev.landfall.ledger.ContainerSettings;
import dev.landfall.ledger.DecisionRefusal;
import dev.landfall.ledger.HostList;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.RolePlaces;
import dev.landfall.ledger.SecretLike;
import dev.landfall.ledger.SettingClass;
import dev.landfall.run.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The values behind the ledger's lines, one for each setting: the main backend's where containers differ. They are read
 * again when the kit is written, and leave only as a secret of Secrets Manager, or in plain text where they are a switch
 * or a number.
 */
final class KitSettings {

    /** Settings that the blueprints keep in secrets of their own. */
    static final Set<String> OWN_SECRETS = Set.of("ENCRYPTION_KEY", "JWT_SECRET", "LICENSE_KEY");

    private static final Pattern HARMLESS = Pattern.compile("true|false|[0-9]{1,9}");

    private final Ledger ledger;
    private final SourceNames source;
    private final Optional<Configuration.Storage> storage;
    private final Map<String, Configuration.SettingDecision> decisions;
    private final Map<String, Map<String, SecretText>> values;

    KitSettings(Gateways gateways, Configuration configuration, Ledger ledger) {
        this.ledger = ledger;
        this.source = SourceNames.of(gateways, configuration);
        this.storage = configuration.storage();
        this.decisions = configuration.settings().orElse(Map.of());
        this.values = read(gateways);
    }

    /** By container, the main backend's first; what another program gets is left out. */
    private static Map<String, Map<String, SecretText>> read(Gateways gateways) {
        var inventory = Inventory.of(gateways);
        var settings = new ContainerSettings(
                gateways.surroundings().environmentFiles(), inventory.values(), new ArrayList<>());
        var read = new LinkedHashMap<String, Map<String, SecretText>>();
        UnfrozenSource.of(gateways).services().stream()
                .flatMap(service -> service.containers().stream().map(container -> new Place(service, container)))
                .filter(place -> inventory.isRetools(place.container()))
                .sorted(Comparator.comparing(
                        place -> !inventory.roles(place.container()).contains(ServiceRole.MAIN_BACKEND)))
                .forEach(place -> read.put(place.name(), values(settings.of(place.name(), place.container()))));
        return read;
    }

    private static Map<String, SecretText> values(SortedMap<String, ContainerSettings.Setting> settings) {
        var values = new TreeMap<String, SecretText>();
        settings.forEach((name, setting) -> setting.value().ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** A container of a service. */
    private record Place(SourceService service, ServiceContainer container) {
        String name() {
            return service.name() + "/" + container.name();
        }
    }

    Optional<SecretText> value(String name) {
        return values.values().stream()
                .flatMap(of -> Optional.ofNullable(of.get(name)).stream())
                .findFirst();
    }

    /** What roles have for themselves, by the chart's path and the setting's name. */
    SortedMap<String, SortedMap<String, String>> ofRoles() {
        var found = new TreeMap<String, SortedMap<String, String>>();
        ledger.lines().stream()
                .filter(RolePlaces::isOfItsRoleAlone)
                .forEach(line -> Optional.ofNullable(
                                values.getOrDefault(line.where(), Map.of()).get(line.setting()))
                        .map(SecretText::reveal)
                        .filter(text -> source.named(line.setting(), text).isEmpty())
                        .ifPresent(text -> found.computeIfAbsent(line.place(), path -> new TreeMap<>())
                                .putIfAbsent(line.setting(), text)));
        return found;
    }

    /** Whether a value may stand in the chart's values. */
    static boolean isHarmless(String name, String text) {
        return HARMLESS.matcher(text).matches() && !SecretLike.name(name);
    }

    /** Values of landfall.json in place of the source's. */
    SortedMap<String, String> replacements() {
        return new DecisionRefusal(source).replacements(decisions);
    }

    /** Switches and numbers among what is carried: they may stand in the chart's values. */
    SortedMap<String, String> plain() {
        var texts = texts(line -> line.is(SettingClass.CARRY), true);
        // The chart prints lists one after the other, and a name that stands in two makes the next upgrade fail.
        ofRoles().values().forEach(of -> texts.keySet().removeAll(of.keySet()));
        texts.keySet().removeIf(ChartFacts.shipped()::sets);
        return texts;
    }

    /** Carried settings that the chart sets itself, by the path in its values that gives them the source's value. */
    SortedMap<String, String> ofTheChart() {
        var values = new TreeMap<String, String>();
        texts(line -> line.is(SettingClass.CARRY), true)
                .forEach((name, text) -> ChartFacts.shipped()
                        .ownVariables()
                        .getOrDefault(name, List.of())
                        .forEach(path -> values.put(path, text)));
        return values;
    }

    /**
     * What goes into the secret that the chart reads its environment from, before the cutover. Whatever a setting is called
     * and whoever decided: nothing in it names what is the source's own.
     */
    SortedMap<String, String> secretBefore() {
        var texts = carried();
        texts.entrySet()
                .removeIf(text -> source.named(text.getKey(), text.getValue()).isPresent());
        ofRoles()
                .forEach((path, of) -> of.forEach((name, text) -> {
                    if (!isHarmless(name, text)) {
                        texts.put(RoleVariables.key(path, name), text);
                    }
                }));
        return texts;
    }

    private SortedMap<String, String> carried() {
        var texts = texts(KitSettings::isCarried, false);
        texts.keySet().removeAll(plain().keySet());
        texts.replaceAll(
                (name, text) -> HostList.is(name) ? new HostList(source).carried(text) : ofStorage(name, text));
        return texts;
    }

    /** What the target's pods work on beside a bucket of their own: the source's where they are shared, or the copies. */
    Collection<String> buckets() {
        return switch (storage.flatMap(Configuration.Storage::mode).orElse("none")) {
            case "shared" -> source.buckets();
            case "copied" ->
                secretBefore().entrySet().stream()
                        .filter(setting -> SourceNames.isBucket(setting.getKey()))
                        .map(setting -> setting.getValue().strip())
                        .toList();
            default -> List.of();
        };
    }

    /** Where the contents are copied, the bucket that they are copied into. */
    private String ofStorage(String name, String text) {
        return storage.filter(decided -> decided.mode().filter("copied"::equals).isPresent())
                .flatMap(Configuration.Storage::to)
                .filter(to ->
                        source.buckets().contains(text.strip().toLowerCase(Locale.ROOT)) && name.startsWith("RR_"))
                .map(to -> to.replaceFirst("^s3://", "").split("/", 2)[0])
                .orElse(text);
    }

    /** The same after it: what was held is back. */
    SortedMap<String, String> secretAfter() {
        var texts = secretBefore();
        texts.putAll(texts(line -> line.is(SettingClass.HOLD) || line.is(SettingClass.LATER), false));
        return texts;
    }

    private static boolean isCarried(LedgerLine line) {
        return line.is(SettingClass.CARRY)
                || (line.is(SettingClass.CRITICAL) && !OWN_SECRETS.contains(line.setting()))
                || line.is(SettingClass.TRANSFORM);
    }

    private SortedMap<String, String> texts(Predicate<LedgerLine> wanted, boolean harmless) {
        var texts = new TreeMap<String, String>();
        names(wanted)
                .forEach(name -> value(name)
                        .map(SecretText::reveal)
                        .filter(text -> !harmless || isHarmless(name, text))
                        .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    private List<String> names(Predicate<LedgerLine> wanted) {
        return ledger.lines().stream()
                .filter(wanted)
                .filter(line -> !RolePlaces.isOfItsRoleAlone(line))
                .map(LedgerLine::setting)
                .distinct()
                .toList();
    }
}
