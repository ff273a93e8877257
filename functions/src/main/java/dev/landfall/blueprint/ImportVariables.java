package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.capture.ServiceRole;
import dev.landfall.capture.SourceInventory;
import dev.landfall.capture.SourceInventory.LocatedDatabase;
import dev.landfall.capture.SourceInventory.ServiceSurroundings;
import dev.landfall.gateway.Certificates.Certificate;
import dev.landfall.gateway.DatabaseServers.DatabaseServer;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.LedgerLine;
import dev.landfall.ledger.SourceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code import/imported.auto.tfvars}: the variables of Retool's own example {@code aws_import_from_cloudformation}, as its
 * script writes them for a stack of CloudFormation, here for any ECS source. It holds references to secrets and never a
 * value; what Landfall does not know stands there as a comment.
 *
 * @param secrets references that the kit keeps, by setting
 * @param tag of the image
 */
record ImportVariables(String domain, String tag, SourceInventory source, Ledger ledger, Map<String, String> secrets) {

    static final String FILE = "import/imported.auto.tfvars";

    String text() {
        var known = new Body();
        var unknown = new ArrayList<>(List.of("prefix", "region", "aws_profile", "vpc_id"));
        subnets()
                .ifPresentOrElse(
                        subnets -> known.set("private_subnet_ids", subnets), () -> unknown.add("private_subnet_ids"));
        unknown.add("public_subnet_ids");
        known.set("domain_name", domain).set("retool_image_tag", tag);
        certificate().ifPresent(arn -> known.set("acm_certificate_arn", arn));
        known.set("replica_counts", counts())
                .set("workflows_enabled", source.features().workflows());
        database().ifPresentOrElse(database -> known.set("retool_db", database), () -> unknown.add("retool_db"));
        known.set("temporal_db", Hcl.None.NULL);
        for (var name : List.of("ENCRYPTION_KEY", "JWT_SECRET", "LICENSE_KEY")) {
            var variable = name.toLowerCase(Locale.ROOT).replace("_secret", "") + "_secret";
            secret(name).ifPresentOrElse(found -> known.set(variable, found), () -> unknown.add(variable));
        }
        return new Hcl()
                .comment(
                        "For examples/aws_import_from_cloudformation of tryretool/terraform-retool-self-hosted-blueprints.")
                .comment(
                        "It stands a cluster up beside the source, on the source's own database. docs/retools-helper.md says")
                .comment("what that is for. Not known to Landfall, to be given in overrides.auto.tfvars: "
                        + String.join(", ", unknown) + ".")
                .comment(
                        "No environment variable is carried: the example takes these through retool_helm_extra_values.")
                .attributes(known)
                .toString();
    }

    /** Tasks without a public address stand in private subnets. */
    private Optional<List<String>> subnets() {
        return source.surroundings().stream()
                .filter(service -> !service.assignsPublicIp())
                .map(ServiceSurroundings::subnets)
                .filter(subnets -> subnets.size() > 1)
                .findFirst();
    }

    private Optional<String> certificate() {
        return source.certificates().stream()
                .filter(certificate -> certificate.status().equals("ISSUED"))
                .map(Certificate::arn)
                .findFirst();
    }

    private Map<String, Object> counts() {
        var counts = new LinkedHashMap<String, Object>();
        put(counts, "backend", ServiceRole.MAIN_BACKEND);
        put(counts, "workflows_backend", ServiceRole.WORKFLOW_BACKEND);
        put(counts, "workflows_worker", ServiceRole.WORKFLOW_WORKER);
        put(counts, "code_executor", ServiceRole.CODE_EXECUTOR);
        return counts;
    }

    private void put(Map<String, Object> counts, String name, ServiceRole role) {
        int count = source.services().stream()
                .filter(service -> service.roles().contains(role))
                .mapToInt(service -> service.desiredCount())
                .sum();
        if (count > 0) {
            counts.put(name, count);
        }
    }

    /** The example finds the server by its identifier, and the password in a secret. */
    private Optional<Map<String, Object>> database() {
        return source.databases().stream()
                .filter(database -> database.name().equals("app"))
                .findFirst()
                .flatMap(LocatedDatabase::server)
                .flatMap(this::database);
    }

    private Optional<Map<String, Object>> database(DatabaseServer server) {
        return server.masterSecret()
                .map(arn -> new Secret(arn, Optional.empty()))
                .or(() -> referenced("POSTGRES_PASSWORD"))
                .map(secret -> {
                    var database = new LinkedHashMap<String, Object>();
                    database.put("instance_identifier", server.id());
                    database.put("credentials_secret_id", secret.id());
                    database.put("password_property", secret.property().orElse("password"));
                    database.put("security_group_id", Hcl.None.NULL);
                    return database;
                });
    }

    /** The source's own secret where the setting comes from one, else the copy that the kit keeps. */
    private Optional<Map<String, Object>> secret(String setting) {
        return referenced(setting)
                .or(() -> Optional.ofNullable(secrets.get(setting)).map(kept -> new Secret(kept, Optional.empty())))
                .map(secret -> {
                    var reference = new LinkedHashMap<String, Object>();
                    reference.put("secret_id", secret.id());
                    reference.put(
                            "property",
                            secret.property().<Object>map(property -> property).orElse(Hcl.None.NULL));
                    return reference;
                });
    }

    /** An ARN and the key of its JSON document. */
    private record Secret(String id, Optional<String> property) {

        private static final int PARTS = 7;

        static Secret of(String reference) {
            var parts = List.of(reference.split(":", -1));
            return new Secret(
                    String.join(":", parts.subList(0, Math.min(PARTS, parts.size()))),
                    parts.size() > PARTS
                            ? Optional.of(parts.get(PARTS)).filter(property -> !property.isEmpty())
                            : Optional.empty());
        }
    }

    private Optional<Secret> referenced(String setting) {
        return ledger.lines().stream()
                .filter(line -> line.setting().equals(setting) && line.roles().contains(ServiceRole.MAIN_BACKEND))
                .filter(line -> line.source() == SourceKind.SECRET || line.source() == SourceKind.WHOLE_SECRET)
                .map(LedgerLine::reference)
                .flatMap(Optional::stream)
                .map(Secret::of)
                .findFirst();
    }
}
