package dev.landfall.handler;

import static dev.landfall.handler.HandlerWorld.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.gateway.ServiceDetails.Scaling;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SettingSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kit makes nothing smaller than the source's, guesses nothing that would fill up, and leaves nothing out in silence. */
class KitContentsTest {

    private static final Map<String, String> RETOOL_DATABASE = Map.of(
            "RETOOLDB_POSTGRES_HOST", "source-retooldb",
            "RETOOLDB_POSTGRES_DB", "retooldb",
            "RETOOLDB_POSTGRES_USER", "retool",
            "RETOOLDB_POSTGRES_PASSWORD", "marked-retooldb");

    @TempDir
    Path folder;

    @Test
    void providersHaveVersionsAndTheCluster() {
        var kit = kit(Map.of());

        assertThat(kit.file("providers.tf"))
                .contains(
                        "required_version = \">= 1.11\"",
                        "aws        = { source = \"hashicorp/aws\", version = \">= 6.0\" }",
                        "helm       = { source = \"hashicorp/helm\", version = \"~> 2.17\" }",
                        "kubectl    = { source = \"gavinbunney/kubectl\", version = \">= 1.19\" }",
                        "provider \"helm\" {\n  kubernetes {\n    host ",
                        "module.eks.outputs.endpoint");
        assertThat(kit.file("main.tf")).contains("output \"extra_env_vars_secret\"", "output \"retool_namespace\"");
    }

    /** The module sets agentSandbox beside a domain's values, and the chart that the kit names refuses that key. */
    @Test
    void domainReachesTheChartByTheKitsValues() throws java.io.IOException {
        var kit = kit(Map.of());

        var main = kit.file("main.tf");
        var module = main.substring(main.indexOf("module \"retool\" {"));
        assertThat(module.substring(0, module.indexOf("\n}"))).doesNotContain("domain_name", "https_enabled");
        for (var phase : List.of("before", "after")) {
            var values = new YAMLMapper().readTree(kit.file("values-" + phase + ".yaml"));
            assertThat(values.at("/env/BASE_DOMAIN").asText()).isEqualTo("https://retool.example.com");
            assertThat(values.at("/config/useInsecureCookies").asBoolean(true)).isFalse();
        }
    }

    @Test
    void databaseIsAsLargeAsTheSources() {
        var kit =
                kit(Map.of(), world -> server(world, "source-db", "postgres", "db.r6g.xlarge", 700, Optional.of(9000)));

        assertThat(kit.file("main.tf"))
                .contains(
                        "instance_class        = \"db.r6g.xlarge\"",
                        "allocated_storage     = 700",
                        "max_allocated_storage = 9000",
                        "deletion_protection   = true",
                        "skip_final_snapshot   = false");
        assertThat(kit.file("variables.tf")).doesNotContain("allocated_storage");
    }

    @Test
    void sizeThatTheSourceDoesNotTellIsAskedFor() {
        var aurora = kit(
                Map.of(),
                world -> server(world, "source-db", "aurora-postgresql", "db.serverless", 0, Optional.empty()));
        var unknown = kit(Map.of("LOG_LEVEL", "info"), world -> world.surroundings.databaseServers.remove("source-db"));

        for (var kit : new Kit[] {aurora, unknown}) {
            assertThat(kit.file("main.tf"))
                    .contains(
                            "allocated_storage     = var.db_main_allocated_storage",
                            "max_allocated_storage = max(200, 4 * var.db_main_allocated_storage)",
                            "instance_class        = var.db_main_instance_class");
            assertThat(kit.file("variables.tf"))
                    .contains("variable \"db_main_allocated_storage\" {\n  type = number\n}");
            assertThat(kit.file("README.md")).contains("`db_main_allocated_storage`, `db_main_instance_class`");
        }
    }

    @Test
    void retoolDatabaseGetsAServerAndItsSettings() {
        var with = kit(RETOOL_DATABASE);
        var without = kit(Map.of());

        assertThat(with.file("main.tf"))
                .contains(
                        "module \"db-retooldb\"",
                        "RETOOLDB_POSTGRES_HOST = module.db-retooldb.outputs.address",
                        "name = \"RETOOLDB_POSTGRES_PASSWORD\", secretKeyRef = { name = \"retooldb\", key = \"password\" }",
                        "extra_secret_read_arns     = [module.db-retooldb.outputs.master_user_secret_arn]",
                        "resource \"kubectl_manifest\" \"retooldb\"");
        assertThat(with.file("README.md")).contains("Retool Database", "`db-retooldb`");
        assertThat(with.files()).doesNotContain("source-retooldb", "marked-");
        assertThat(without.files()).doesNotContain("retooldb", "RETOOLDB");
    }

    @Test
    void sharedRetoolDatabaseIsTheSourcesOwn() {
        var settings = new HashMap<>(RETOOL_DATABASE);
        settings.put("RETOOLDB_POSTGRES_SSL_ENABLED", "false");
        var kit = kit(
                settings,
                world -> world.configure(HandlerWorld.configuration()
                        .replace("\"dns\":", "\"database\": {\"strategy\": \"shared\"},\n\"dns\":")));

        assertThat(kit.refused()).isEmpty();
        assertThat(kit.file("main.tf"))
                .contains(
                        "RETOOLDB_POSTGRES_HOST = \"source-retooldb\"",
                        "RETOOLDB_POSTGRES_DB = \"retooldb\"",
                        "RETOOLDB_POSTGRES_USER = \"retool\"",
                        "RETOOLDB_POSTGRES_SSL_ENABLED = \"false\"",
                        "resource \"kubectl_manifest\" \"retooldb\"",
                        "var.retooldb_security_group_id")
                .doesNotContain("db-retooldb");
        assertThat(kit.file("variables.tf")).contains("variable \"retooldb_security_group_id\"");
        assertThat(kit.secret("retool-database-credentials").reveal())
                .isEqualTo("{\"password\":\"marked-retooldb\",\"username\":\"retool\"}");
    }

    @Test
    void blobStorageIsTheTargetsOwnWhereNothingElseIsDecided() {
        var git = Map.of("RR_GIT_S3_BUCKET", "acme-git", "RR_SNAPSHOTS_S3_BUCKET", "acme-snapshots");

        assertThat(kit(git).file("main.tf")).contains("enable_rr_s3               = true");
        assertThat(kit(git).ledger().features().retoolStorage()).isTrue();
        assertThat(kit(Map.of()).file("main.tf")).doesNotContain("enable_rr_s3");
        var shared = kit(git, storage("{\"mode\": \"shared\"}"));
        assertThat(shared.file("main.tf")).doesNotContain("enable_rr_s3");
        assertThat(shared.file("storage-policy.json"))
                .contains("arn:aws:s3:::acme-git/*", "arn:aws:s3:::acme-snapshots/*");
    }

    @Test
    void copiedStorageLeavesNoPodOnTheOldBuckets() throws java.io.IOException {
        var kit = kit(
                Map.of("RR_DEFAULT_S3_BUCKET", "acme-blobs", "RR_GIT_S3_BUCKET", "acme-git"),
                storage("{\"mode\": \"copied\", \"from\": \"s3://acme-blobs\", \"to\": \"s3://acme-target/x\"}"));

        assertThat(kit.before())
                .containsEntry("RR_DEFAULT_S3_BUCKET", "acme-target")
                .containsEntry("RR_GIT_S3_BUCKET", "acme-target");
        assertThat(kit.after()).containsEntry("RR_DEFAULT_S3_BUCKET", "acme-target");
        assertThat(kit.file("storage-policy.json")).contains("acme-target").doesNotContain("acme-blobs", "acme-git");
        assertThat(kit.seen("source-address"))
                .containsExactly(
                        "RR_GIT_S3_BUCKET of retool-main/retool-main names the source's own, its bucket acme-git: the target gets the bucket of storage.to, and CopyStorage copies only what storage.from names.");
    }

    /** A pattern that looks for a password in an address once took a minute for a value of that length. */
    @Test
    @Timeout(30)
    void settingsThatFitIntoNoSecretAreNamedByTheirSizes() {
        var kit = kit(Map.of("RETOOL_EXPOSED_LARGE", "x".repeat(61_000), "RETOOL_EXPOSED_SECOND", "y".repeat(5_000)));

        assertThat(kit.refused())
                .contains("SETTINGS_TOO_LARGE", "RETOOL_EXPOSED_LARGE (61,000 bytes)", "65,536")
                .doesNotContain("xxxx");
    }

    @Test
    void autoscalingIsNamedAsNotCarried() {
        var kit = kit(Map.of(), world -> {
            var detail = world.surroundings.services.get("retool-main");
            world.surroundings.services.put(
                    "retool-main",
                    new ServiceDetail(
                            detail.service(),
                            detail.launchType(),
                            detail.family(),
                            detail.taskRole(),
                            detail.executionRole(),
                            Optional.of(new Scaling(2, 8)),
                            detail.containers()));
        });

        assertThat(kit.seen("autoscaling-not-carried"))
                .singleElement()
                .asString()
                .startsWith("retool-main is scaled between 2 and 8 tasks, and the chart scales nothing by itself");
    }

    /** Names and types are those of the example's variables.tf at 457d6e39f60e4526fd362e04b550a2a2bd8fb11c. */
    @Test
    void variablesOfRetoolsOwnExampleAreThereForAnySource() {
        var arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme-AbCdEf";
        var kit = kit(
                Map.of("SMTP_PASSWORD", "marked-smtp"),
                world -> {
                    world.vault.plant(arn, dev.landfall.gateway.SecretText.of("{\"key\":\"marked-encryption-key\"}"));
                    server(world, "source-db", "postgres", "db.m5.large", 80, Optional.empty());
                },
                Map.of(
                        "ENCRYPTION_KEY", new SettingSource.Reference(arn + ":key::"),
                        "POSTGRES_PASSWORD", new SettingSource.Reference(arn + ":key::")));

        assertThat(kit.file("import/imported.auto.tfvars"))
                .contains(
                        "domain_name           = \"retool.example.com\"",
                        "retool_image_tag      = \"3.114.2-stable\"",
                        "replica_counts        = { backend = 2, workflows_worker = 1 }",
                        "workflows_enabled     = true",
                        "temporal_db           = null",
                        "retool_db             = { instance_identifier = \"source-db\", credentials_secret_id = \""
                                + arn + "\", password_property = \"key\", security_group_id = null }",
                        "encryption_key_secret = { secret_id = \"" + arn + "\", property = \"key\" }",
                        "jwt_secret            = { secret_id = ")
                .contains("overrides.auto.tfvars: prefix, region, aws_profile, vpc_id")
                .doesNotContain("marked-");
    }

    @Test
    void settingsThatNobodyKnowsStandInATableAndOneBlock() {
        var kit = kit(Map.of("ACME_ONE", "1", "ACME_SECOND", "2"));

        assertThat(kit.file("README.md"))
                .contains(
                        "| `ACME_ONE` | retool-main/retool-main |\n| `ACME_SECOND` | retool-main/retool-main |\n", """
                        "settings": {
                          "ACME_ONE":    {"decision": "carry"},
                          "ACME_SECOND": {"decision": "carry"}
                        }
                        """);
    }

    private Kit kit(Map<String, String> settings) {
        return kit(settings, world -> {});
    }

    private Kit kit(Map<String, String> settings, Consumer<HandlerWorld> change) {
        return kit(settings, change, Map.of());
    }

    private Kit kit(
            Map<String, String> settings, Consumer<HandlerWorld> change, Map<String, SettingSource> references) {
        var all = new HashMap<>(references);
        settings.forEach((name, value) -> all.put(name, plain(value)));
        UnaryOperator<java.util.List<dev.landfall.gateway.SourceService>> source =
                new SourceChange("retool-main", all, java.util.List.of())::apply;
        var world = new HandlerWorld(folder.resolve("world-" + System.nanoTime()), source);
        change.accept(world);
        return Kit.of(world);
    }

    private static Consumer<HandlerWorld> storage(String decided) {
        return world -> world.configure(
                HandlerWorld.configuration().replace("\"dns\":", "\"storage\": " + decided + ",\n\"dns\":"));
    }

    private static void server(
            HandlerWorld world, String host, String engine, String instanceClass, int gib, Optional<Integer> growsTo) {
        world.surroundings.databaseServers.put(
                host,
                new DatabaseServer(
                        host,
                        engine,
                        "15.4",
                        instanceClass,
                        gib,
                        growsTo,
                        true,
                        true,
                        true,
                        7,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()));
    }
}
