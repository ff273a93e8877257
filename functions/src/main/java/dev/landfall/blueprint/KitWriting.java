package dev.landfall.blueprint;

import dev.landfall.capture.Features;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.capture.SourceInventory;
import dev.landfall.freeze.UnfrozenSource;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.OwnTemporal;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.RunLayout;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import dev.landfall.run.SettingsSteps;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the kit of a run below {@code kit/}: a second call writes the same again. */
public final class KitWriting {

    private final Gateways gateways;
    private final Configuration configuration;

    public KitWriting(Gateways gateways, Configuration configuration) {
        this.gateways = gateways;
        this.configuration = configuration;
    }

    /** What the ledger leaves open, as one problem. */
    public static Optional<Problem> undecided(Ledger ledger) {
        var blockers = ledger.blockers();
        return blockers.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.operator(
                        "LEDGER_UNDECIDED",
                        blockers.stream()
                                .map(finding -> finding.name() + ": " + finding.seen())
                                .collect(Collectors.joining(" ")),
                        blockers.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" "))));
    }

    /** Keeps the secrets, writes the files and names their keys. */
    public List<String> write(Ledger ledger) {
        var source =
                new RunFiles(gateways.runStore()).require(SourceInventory.key(ledger.runId()), SourceInventory.class);
        var settings = new KitSettings(gateways, configuration, ledger);
        var before = new SettingsBundle(SettingsSteps.BEFORE, settings.secretBefore());
        var after = new SettingsBundle(SettingsSteps.AFTER, settings.secretAfter());
        var temporal = OwnTemporal.of(
                        UnfrozenSource.of(gateways).services(),
                        Inventory.of(gateways),
                        source.features(),
                        configuration.settings().orElse(Map.of()))
                .filter(OwnTemporal::isOfTheChart)
                .flatMap(OwnTemporal::told);
        var secrets = keep(settings, temporal, before, after);
        var ofTheChart = temporal.map(told -> new ChartTemporal(told));
        var files = new LinkedHashMap<String, String>();
        var root = new TerraformRoot(
                configuration.domain(),
                region(source),
                source,
                secrets,
                configuration.sharesDatabase(),
                settings.value("RETOOLDB_POSTGRES_SSL_ENABLED").map(SecretText::reveal),
                new BlobStorage(configuration, source, tag()).isOfTheTarget());
        files.put("main.tf", root.main());
        files.put("providers.tf", KitProviders.text());
        files.put("variables.tf", root.variables());
        files.put(SettingsSteps.LIVE_FILE, root.live());
        files.putAll(values(source, settings, ofTheChart));
        new StoragePolicy(settings.buckets()).text().ifPresent(policy -> files.put("storage-policy.json", policy));
        files.put(
                ImportVariables.FILE,
                new ImportVariables(configuration.domain(), tag(), source, ledger, secrets).text());
        files.put(
                "README.md",
                new KitReadme(
                                configuration,
                                gateways,
                                source,
                                ledger,
                                secrets,
                                ofTheChart.map(ChartTemporal::readme).orElse(""))
                        .text());
        files.forEach((name, text) ->
                gateways.runStore().write(key(ledger.runId(), name), text.getBytes(StandardCharsets.UTF_8)));
        return files.keySet().stream().map(name -> key(ledger.runId(), name)).toList();
    }

    /** Where a file of the kit stands. */
    public static String key(String runId, String name) {
        return new RunLayout(runId).file("kit/" + name);
    }

    private Map<String, String> keep(
            KitSettings settings, Optional<OwnTemporal.Told> temporal, SettingsBundle before, SettingsBundle after) {
        var secrets = new TreeMap<String, String>();
        temporal.ifPresent(told ->
                secrets.put(ChartTemporal.SECRET, gateways.secretVault().keep(ChartTemporal.path(), told.password())));
        for (var name : KitSettings.OWN_SECRETS) {
            settings.value(name)
                    .ifPresent(value -> secrets.put(
                            name,
                            gateways.secretVault()
                                    .keep(
                                            DeploymentName.here().path("kit/")
                                                    + name.toLowerCase(java.util.Locale.ROOT)
                                                            .replace('_', '-'),
                                            value)));
        }
        if (configuration.sharesDatabase()) {
            secrets.put(
                    SharedGround.CREDENTIALS,
                    gateways.secretVault()
                            .keep(
                                    DeploymentName.here().path("kit/database-credentials"),
                                    new SettingsBundle(SharedGround.CREDENTIALS, credentials(settings, "POSTGRES"))
                                            .document()));
            if (settings.value("RETOOLDB_POSTGRES_PASSWORD").isPresent()) {
                secrets.put(
                        SharedGround.RETOOL_CREDENTIALS,
                        gateways.secretVault()
                                .keep(
                                        DeploymentName.here().path("kit/" + SharedGround.RETOOL_CREDENTIALS),
                                        new SettingsBundle(
                                                        SharedGround.RETOOL_CREDENTIALS,
                                                        credentials(settings, "RETOOLDB_POSTGRES"))
                                                .document()));
            }
        }
        for (var bundle : List.of(before, after)) {
            secrets.put(
                    bundle.name(),
                    gateways.secretVault().keep(DeploymentName.here().path("kit/" + bundle.name()), bundle.document()));
        }
        return secrets;
    }

    /** As the secret of a database's user looks that RDS manages. */
    private static Map<String, String> credentials(KitSettings settings, String prefix) {
        var credentials = new TreeMap<String, String>();
        settings.value(prefix + "_USER").ifPresent(user -> credentials.put("username", user.reveal()));
        settings.value(prefix + "_PASSWORD")
                .ifPresent(password -> credentials.put(SharedGround.PASSWORD, password.reveal()));
        return credentials;
    }

    private Map<String, String> values(
            SourceInventory source, KitSettings settings, Optional<ChartTemporal> ofTheChart) {
        var services = UnfrozenSource.of(gateways).services();
        var variables = new TreeMap<>(settings.plain());
        variables.putAll(settings.replacements());
        var helm = new HelmValues(Sizes.of(services, Inventory.of(gateways)), tag(), variables);
        var features = source.features();
        var before =
                new LinkedHashMap<>(configuration.sharesDatabase() ? helm.beforeInASharedDatabase() : helm.before());
        var after = new LinkedHashMap<>(helm.after(
                features.workflows(), features.agents(), features.gitServer(), temporal(features, settings)));
        var sizes = new RoleSizes(services, Inventory.of(gateways));
        sizes.into(before, !configuration.sharesDatabase());
        sizes.into(after, true);
        for (var each : List.of(before, after)) {
            // On by default, and then empty variables of the chart shadow those of the secret.
            ValuesPath.put(each, "config.auth.google.enabled", false);
            // What the module would set of a domain, were it told one.
            ValuesPath.put(each, "config.useInsecureCookies", false);
            ValuesPath.put(each, "env.BASE_DOMAIN", "https://" + configuration.domain());
            settings.ofTheChart().forEach((path, text) -> ValuesPath.put(each, path, text));
        }
        // The first start migrates the schema; the chart's own patience is a minute.
        ValuesPath.put(before, "livenessProbe.initialDelaySeconds", helm.migrationSeconds());
        ofTheChart.ifPresent(temporal -> temporal.into(after));
        var ofRoles = settings.ofRoles();
        RoleVariables.into(after, ofRoles);
        ofRoles.values().forEach(of -> of.keySet().removeAll(HelmValues.guards()));
        RoleVariables.into(before, ofRoles);
        return new TreeMap<>(
                Map.of("values-before.yaml", HelmValues.yaml(before), "values-after.yaml", HelmValues.yaml(after)));
    }

    /** The cloud's address is no secret, and the chart takes it from nowhere but its values. */
    private static Map<String, Object> temporal(Features features, KitSettings settings) {
        var temporal = new TreeMap<String, Object>();
        if (features.temporal() == Features.Temporal.CLOUD) {
            temporal.put("enabled", true);
            put(temporal, "host", settings.value("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST"));
            put(temporal, "port", settings.value("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT"));
            put(temporal, "namespace", settings.value("WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE"));
            temporal.put("sslEnabled", true);
        }
        return temporal;
    }

    private static void put(Map<String, Object> values, String name, Optional<SecretText> value) {
        value.ifPresent(text -> values.put(name, text.reveal().strip()));
    }

    private String tag() {
        var inventory = Inventory.of(gateways);
        return UnfrozenSource.of(gateways).services().stream()
                .flatMap(service -> service.containers().stream())
                .filter(container -> inventory.roles(container).contains(ServiceRole.MAIN_BACKEND))
                .map(ServiceContainer::image)
                .map(image -> image.contains("@") ? image.substring(0, image.indexOf('@')) : image)
                .filter(image -> image.lastIndexOf(':') > image.lastIndexOf('/'))
                .map(image -> image.substring(image.lastIndexOf(':') + 1))
                .findFirst()
                .orElse("");
    }

    private static String region(SourceInventory source) {
        return source.services().stream()
                .map(service -> service.taskDefinitionArn().split(":"))
                .filter(parts -> parts.length > 3 && !parts[3].isEmpty())
                .map(parts -> parts[3])
                .findFirst()
                .orElse("us-east-1");
    }
}
