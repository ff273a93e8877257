package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.blueprint.Hcl.Expression;
import dev.landfall.capture.SourceInventory;
import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.run.SettingsSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A root module that calls the published blueprints with the source's facts.
 *
 * @param secrets references by setting: {@code ENCRYPTION_KEY}, {@code JWT_SECRET}, {@code LICENSE_KEY}
 * @param sharedDatabase whether the target gets the source's database and stands in its network, instead of its own
 * @param retoolDatabaseTls the source's word for TLS to its Retool Database, which a target that shares it needs as well
 * @param ownBlobStorage whether the target gets a bucket of its own, from the module
 */
record TerraformRoot(
        String domain,
        String region,
        SourceInventory source,
        Map<String, String> secrets,
        boolean sharedDatabase,
        Optional<String> retoolDatabaseTls,
        boolean ownBlobStorage) {

    private static final String MODULES = "tryretool/self-hosted-blueprints/retool//modules/";

    /** From 0.4 on a JWT secret can be brought along, and a JSON key picked. */
    private static final String VERSION = "~> 0.4";

    String main() {
        var root = new Hcl()
                .comment("Written by Landfall from " + source.sourceName() + ". README.md has the commands in order.");
        var shared = shared();
        if (sharedDatabase) {
            shared.network(root);
        } else {
            root.block("module", "vpc", module("aws-vpc").set("prefix", variable("prefix")));
        }
        root.block(
                "module",
                "eks",
                module("aws-eks")
                        .set("prefix", variable("prefix"))
                        .set("region", variable("region"))
                        .set("vpc", vpc()));
        if (sharedDatabase) {
            shared.database(root);
        } else {
            databases().into(root);
        }
        root.block("module", "retool-services", services());
        retoolDatabase().ifPresent(database -> database.password(root));
        return root.block("module", "retool", retool())
                .block("module", "user-ingress", ingress())
                .block("output", "modules", new Body().set("sensitive", true).set("value", new Expression(modules())))
                .comment("What the steps around the cutover read.")
                .block(
                        "output",
                        SettingsSteps.SECRET_OUTPUT,
                        new Body()
                                .set(
                                        "value",
                                        new Expression("module.retool-services.outputs.extra_env_vars_secret_path")))
                .block(
                        "output",
                        SettingsSteps.NAMESPACE_OUTPUT,
                        new Body().set("value", new Expression("module.retool-services.outputs.retool_namespace")))
                .toString();
    }

    private String modules() {
        if (sharedDatabase) {
            return "{ db-main = local.db, user-ingress = module.user-ingress }";
        }
        return databases().hasRetoolDatabase()
                ? "{ db-main = module.db-main, db-retooldb = module.db-retooldb, user-ingress = module.user-ingress }"
                : "{ db-main = module.db-main, user-ingress = module.user-ingress }";
    }

    private SharedGround shared() {
        return new SharedGround(source, secrets, retoolDatabaseTls);
    }

    private TargetDatabases databases() {
        return new TargetDatabases(source);
    }

    private Optional<RetoolDatabase> retoolDatabase() {
        return sharedDatabase ? shared().retoolDatabase() : databases().retoolDatabase();
    }

    private Expression vpc() {
        return new Expression(sharedDatabase ? "local.vpc" : "module.vpc.outputs");
    }

    private Expression db() {
        return new Expression(sharedDatabase ? "local.db" : "module.db-main.outputs");
    }

    String variables() {
        var variables = new Hcl()
                .block("variable", "prefix", typed("string").set("default", prefix()))
                .block("variable", "region", typed("string").set("default", region))
                .comment("True only after the cutover: workflows of two sides would both poll the same queues.")
                .block("variable", "workflows_enabled", typed("bool").set("default", false))
                .block("variable", "values_file", typed("string").set("default", "values-before.yaml"));
        if (sharedDatabase) {
            shared().variables(variables);
        } else {
            databases().variables(variables);
        }
        return variables.toString();
    }

    /** For the live settings, after the cutover. */
    String live() {
        return "workflows_enabled = " + source.features().workflows() + "\nvalues_file       = \"values-after.yaml\"\n";
    }

    private String prefix() {
        var label = domain.substring(0, domain.indexOf('.')).toLowerCase(java.util.Locale.ROOT);
        return label.length() > 20 ? label.substring(0, 20) : label;
    }

    static Body typed(String type) {
        return new Body().set("type", new Expression(type));
    }

    static Body module(String name) {
        return new Body().set("source", MODULES + name).set("version", VERSION);
    }

    static Expression variable(String name) {
        return new Expression("var." + name);
    }

    private Body services() {
        var body = module("aws-retool-services")
                .set("prefix", variable("prefix"))
                .set("region", variable("region"))
                .set("vpc", vpc())
                .set("eks", new Expression("module.eks.outputs"))
                .set("db", db());
        if (sharedDatabase) {
            body.set("db_password_secret_property", SharedGround.PASSWORD);
        }
        retoolDatabase().ifPresent(database -> body.set("extra_secret_read_arns", List.of(database.secret())));
        if (ownBlobStorage) {
            body.set("enable_rr_s3", true);
        }
        reference("ENCRYPTION_KEY").ifPresent(name -> body.set("encryption_key_secret_name", name));
        reference("JWT_SECRET").ifPresent(name -> body.set("jwt_secret_secret_path", name));
        reference("LICENSE_KEY").ifPresent(name -> body.set("license_key_secret_path", name));
        return body.set("depends_on", List.of(new Expression("module.eks")));
    }

    private Optional<String> reference(String setting) {
        return Optional.ofNullable(secrets.get(setting));
    }

    /** It is told no domain: with one it sets agentSandbox as well, which charts from 6.11.0 on refuse to render. */
    private Body retool() {
        return module("retool-helm")
                .set("db", db())
                .set("retool_services", new Expression("module.retool-services.outputs"))
                .set("workflows_enabled", variable("workflows_enabled"))
                .set("retool_helm_chart_version", KitChart.VERSION)
                .set("retool_helm_extra_values", values())
                .set("depends_on", neededByRelease());
    }

    private List<Expression> neededByRelease() {
        var services = new Expression("module.retool-services");
        return retoolDatabase().isPresent() ? List.of(services, RetoolDatabase.needed()) : List.of(services);
    }

    private List<Expression> values() {
        var values = new ArrayList<>(List.of(new Expression("file(\"${path.module}/${var.values_file}\")")));
        retoolDatabase().map(RetoolDatabase::values).ifPresent(values::add);
        return values;
    }

    /** No zone is given: the module would write the domain's record into it, which is the cutover's to do. */
    private Body ingress() {
        var body = module("aws-user-ingress")
                .set("domain_name", domain)
                .set("create_hosted_zone", false)
                .set("enable_https_listener", true);
        certificate().ifPresent(certificate -> body.set("acm_certificate_arn", certificate.arn()));
        source.loadBalancer().ifPresent(balancer -> {
            body.set("alb_internal", balancer.scheme().equals("internal"));
            var sources = balancer.sources().stream()
                    .filter(each -> each.matches("[0-9.]+/[0-9]+"))
                    .toList();
            if (!sources.isEmpty()) {
                body.set("alb_ingress_cidr_blocks", sources);
            }
        });
        return body.set("retool_services", new Expression("module.retool-services.outputs"))
                .set("vpc", vpc())
                .set("eks", new Expression("module.eks.outputs"))
                .set("depends_on", List.of(new Expression("module.retool-services"), new Expression("module.retool")));
    }

    private Optional<Certificate> certificate() {
        return source.certificates().stream()
                .filter(certificate -> certificate.status().equals("ISSUED"))
                .findFirst();
    }
}
