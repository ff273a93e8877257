package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.blueprint.Hcl.Expression;
import dev.landfall.capture.SourceInventory;
import dev.landfall.capture.SourceInventory.LocatedDatabase;
import dev.landfall.capture.SourceInventory.ServiceSurroundings;
import dev.landfall.model.failure.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the target stands on where it shares the source's database: the source's own network and database, in the shape of
 * the blueprints' outputs, and nothing of them made anew.
 *
 * @param secrets references by name; {@link #CREDENTIALS} is the database's, {@link #RETOOL_CREDENTIALS} the other's
 * @param retoolDatabaseTls the source's word for TLS to its Retool Database
 */
record SharedGround(SourceInventory source, Map<String, String> secrets, Optional<String> retoolDatabaseTls) {

    /** Of the secret that holds the user and the password with which the source signs in. */
    static final String CREDENTIALS = "database-credentials";

    /** The same of the Retool Database, where the source has one. */
    static final String RETOOL_CREDENTIALS = "retool-database-credentials";

    /** Under which key of that secret the password stands. */
    static final String PASSWORD = "password";

    void network(Hcl root) {
        root.comment("The source's own network: the target reaches the database from there.")
                .block("data", List.of("aws_vpc", "source"), new Body().set("id", TerraformRoot.variable("vpc_id")));
        var vpc = new LinkedHashMap<String, Object>();
        vpc.put("vpc_id", new Expression("data.aws_vpc.source.id"));
        vpc.put("vpc_cidr_block", new Expression("data.aws_vpc.source.cidr_block"));
        vpc.put("private_subnet_ids", TerraformRoot.variable("private_subnet_ids"));
        vpc.put("public_subnet_ids", TerraformRoot.variable("public_subnet_ids"));
        root.block(
                        "locals",
                        List.of(),
                        new Body()
                                .set("cluster_name", new Expression("substr(var.prefix, 0, 38)"))
                                .set("vpc", vpc))
                .comment("Karpenter starts nodes in subnets with this tag only.")
                .block(
                        "resource",
                        List.of("aws_ec2_tag", "karpenter"),
                        new Body()
                                .set("for_each", new Expression("toset(var.private_subnet_ids)"))
                                .set("resource_id", new Expression("each.value"))
                                .set("key", "karpenter.sh/discovery")
                                .set("value", new Expression("local.cluster_name")));
    }

    /** No password stands here: the module reads it from the secret. */
    void database(Hcl root) {
        var app = app();
        var db = new LinkedHashMap<String, Object>();
        db.put("address", app.host());
        db.put("port", app.port());
        db.put("name", app.database());
        db.put("username", app.user());
        db.put("master_user_secret_arn", secrets.getOrDefault(CREDENTIALS, ""));
        root.comment("The source's own database. It is live: values-before.yaml keeps every pod away from it.")
                .block("locals", List.of(), new Body().set("db", db));
        ingress(root, "database", "db_security_group_id", app.port());
        retooldb()
                .filter(this::isElsewhere)
                .ifPresent(other -> ingress(root, "retooldb", "retooldb_security_group_id", other.port()));
    }

    private static void ingress(Hcl root, String name, String group, int port) {
        root.block(
                "resource",
                List.of("aws_vpc_security_group_ingress_rule", name),
                new Body()
                        .set("security_group_id", TerraformRoot.variable(group))
                        .set(
                                "referenced_security_group_id",
                                new Expression("module.eks.outputs.node_security_group_id"))
                        .set("ip_protocol", "tcp")
                        .set("from_port", port)
                        .set("to_port", port));
    }

    /** The source's own: both sides work in it, as they do in the other. */
    Optional<RetoolDatabase> retoolDatabase() {
        return retooldb().map(database -> {
            var address = new LinkedHashMap<String, Object>();
            address.put("HOST", database.host());
            address.put("PORT", String.valueOf(database.port()));
            address.put("DB", database.database());
            address.put("USER", database.user());
            retoolDatabaseTls.ifPresent(word -> address.put("SSL_ENABLED", word));
            return new RetoolDatabase(address, secrets.getOrDefault(RETOOL_CREDENTIALS, ""));
        });
    }

    private Optional<LocatedDatabase> retooldb() {
        return source.features().retoolDatabase() ? database("retooldb") : Optional.empty();
    }

    private boolean isElsewhere(LocatedDatabase other) {
        return !other.host().equals(app().host());
    }

    void variables(Hcl variables) {
        retooldb()
                .filter(this::isElsewhere)
                .ifPresent(other -> variables
                        .comment("The security group of the Retool Database, which lets the cluster's nodes in.")
                        .block("variable", "retooldb_security_group_id", TerraformRoot.typed("string")));
        variables
                .comment("Of the network that the source's database stands in.")
                .block("variable", "vpc_id", TerraformRoot.typed("string"))
                .comment("With a way out through a NAT gateway, in at least two zones.")
                .block("variable", "private_subnet_ids", privateSubnets())
                .block("variable", "public_subnet_ids", TerraformRoot.typed("list(string)"))
                .comment("The database's security group, which lets the cluster's nodes in.")
                .block("variable", "db_security_group_id", TerraformRoot.typed("string"));
    }

    /** Tasks without a public address stand in private subnets. */
    private Body privateSubnets() {
        var body = TerraformRoot.typed("list(string)");
        var known = source.surroundings().stream()
                .filter(service -> !service.assignsPublicIp())
                .map(ServiceSurroundings::subnets)
                .filter(subnets -> subnets.size() > 1)
                .findFirst();
        known.ifPresent(subnets -> body.set("default", subnets));
        return body;
    }

    private Optional<LocatedDatabase> database(String name) {
        return source.databases().stream()
                .filter(database -> database.name().equals(name))
                .findFirst();
    }

    private LocatedDatabase app() {
        return database("app")
                .orElseThrow(() -> Problem.operator(
                                "DATABASE_NOT_KNOWN",
                                "The source's database was not found, so a target that shares it cannot be described.",
                                "Mend what the inventory could not see, or set database.strategy to dump.")
                        .asException());
    }
}
