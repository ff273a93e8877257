package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.blueprint.Hcl.Expression;
import dev.landfall.capture.SourceInventory;
import dev.landfall.capture.SourceInventory.LocatedDatabase;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The target's own database servers: none smaller than the source's. Where the source does not tell a size, because it is
 * Aurora or no RDS at all, Terraform asks for it: a guess would fill up in the middle of a restore.
 */
record TargetDatabases(SourceInventory source) {

    static final String MAIN = "db-main";
    static final String RETOOL_DATABASE = "db-retooldb";

    private static final int MODULE_DEFAULT_MAJOR = 16;
    private static final int LEAST_GIB = 20;
    private static final int MODULE_DEFAULT_MOST_GIB = 200;
    private static final int GROWTH = 4;

    boolean hasRetoolDatabase() {
        return source.features().retoolDatabase();
    }

    /** The modules, and what brings the password of a Retool Database into the cluster. */
    void into(Hcl root) {
        root.block("module", MAIN, module("main", "app"));
        if (hasRetoolDatabase()) {
            // The role for monitoring has one name whatever the module is called; two of them would collide.
            root.comment("The Retool Database, which Landfall restores beside the main one.")
                    .block(
                            "module",
                            RETOOL_DATABASE,
                            module("retooldb", "retooldb")
                                    .set("create_monitoring_role", false)
                                    .set("monitoring_interval", 0));
        }
    }

    /** Where the release finds it. */
    Optional<RetoolDatabase> retoolDatabase() {
        if (!hasRetoolDatabase()) {
            return Optional.empty();
        }
        var address = new LinkedHashMap<String, Object>();
        address.put("HOST", retoolDatabase("address"));
        address.put("PORT", new Expression("tostring(module." + RETOOL_DATABASE + ".outputs.port)"));
        address.put("DB", retoolDatabase("name"));
        address.put("USER", retoolDatabase("username"));
        address.put("SSL_ENABLED", "true");
        return Optional.of(new RetoolDatabase(address, retoolDatabase("master_user_secret_arn")));
    }

    /** Asked for where the source does not tell. */
    void variables(Hcl variables) {
        variables(variables, "app", "main");
        if (hasRetoolDatabase()) {
            variables(variables, "retooldb", "retooldb");
        }
    }

    /** Names of those variables. */
    List<String> asked() {
        var databases = hasRetoolDatabase() ? List.of("app", "retooldb") : List.of("app");
        return databases.stream()
                .flatMap(name -> {
                    var purpose = name.equals("app") ? "main" : name;
                    return Stream.of(
                                    gib(name).isEmpty() ? storage(purpose) : "",
                                    instanceClass(name).isEmpty() ? classOf(purpose) : "")
                            .filter(asked -> !asked.isEmpty());
                })
                .toList();
    }

    private void variables(Hcl variables, String name, String purpose) {
        if (gib(name).isEmpty()) {
            variables
                    .comment(
                            "GiB of the database " + name
                                    + ". The source does not tell (Aurora grows by itself): at least twice what pg_database_size says there.")
                    .block("variable", storage(purpose), TerraformRoot.typed("number"));
        }
        if (instanceClass(name).isEmpty()) {
            variables
                    .comment("Such as db.m5.large. The source's is "
                            + server(name).map(DatabaseServer::instanceClass).orElse("not known") + ".")
                    .block("variable", classOf(purpose), TerraformRoot.typed("string"));
        }
    }

    private Body module(String purpose, String name) {
        var server = server(name);
        int major = Math.max(
                MODULE_DEFAULT_MAJOR, server.map(TargetDatabases::major).orElse(0));
        var gib = gib(name);
        var body = TerraformRoot.module("aws-database")
                .set("prefix", TerraformRoot.variable("prefix"))
                .set("db_purpose", purpose)
                .set(
                        "instance_class",
                        instanceClass(name)
                                .<Object>map(known -> known)
                                .orElseGet(() -> TerraformRoot.variable(classOf(purpose))))
                .set(
                        "allocated_storage",
                        gib.<Object>map(known -> known).orElseGet(() -> TerraformRoot.variable(storage(purpose))))
                .set("max_allocated_storage", most(name, purpose))
                .set("multi_az", server.map(DatabaseServer::multiZone).orElse(true))
                .set("deletion_protection", true)
                .set("skip_final_snapshot", false)
                .set("vpc", new Expression("module.vpc.outputs"))
                .set("eks", new Expression("module.eks.outputs"));
        if (major > MODULE_DEFAULT_MAJOR) {
            body.set("engine_version", String.valueOf(major))
                    .set("family", "postgres" + major)
                    .set("major_engine_version", String.valueOf(major));
        }
        return body;
    }

    /** Room to grow, and never less than what the source may grow to. */
    private Object most(String name, String purpose) {
        int grows = server(name).flatMap(DatabaseServer::autoscalesToGib).orElse(0);
        return gib(name)
                .<Object>map(known -> Math.max(Math.max(MODULE_DEFAULT_MOST_GIB, grows), GROWTH * known))
                .orElseGet(() -> new Expression(
                        "max(" + MODULE_DEFAULT_MOST_GIB + ", " + GROWTH + " * var." + storage(purpose) + ")"));
    }

    private Optional<Integer> gib(String name) {
        return server(name)
                .filter(server -> !server.growsByItself())
                .map(DatabaseServer::allocatedGib)
                .filter(known -> known > 0)
                .map(known -> Math.max(LEAST_GIB, known));
    }

    private Optional<String> instanceClass(String name) {
        return server(name)
                .map(DatabaseServer::instanceClass)
                .filter(known -> known.startsWith("db.") && !known.contains("serverless"));
    }

    private Optional<DatabaseServer> server(String name) {
        return source.databases().stream()
                .filter(database -> database.name().equals(name))
                .findFirst()
                .flatMap(LocatedDatabase::server);
    }

    private static int major(DatabaseServer server) {
        return Integer.parseInt(server.engineVersion().split("\\.", 2)[0]);
    }

    private static String storage(String purpose) {
        return "db_" + purpose + "_allocated_storage";
    }

    private static String classOf(String purpose) {
        return "db_" + purpose + "_instance_class";
    }

    private static Expression retoolDatabase(String output) {
        return new Expression("module." + RETOOL_DATABASE + ".outputs." + output);
    }
}
