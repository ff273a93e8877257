package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.blueprint.Hcl.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the release gets its Retool Database, which the modules know nothing of: by variables of the chart, and by a Secret that
 * the cluster's operator reads from Secrets Manager. No password stands in Terraform's state.
 *
 * @param address texts or expressions by the last part of the variable's name: HOST, PORT, DB, USER, SSL_ENABLED
 * @param secret name or ARN, or an expression for it, of a document with {@code password}
 */
record RetoolDatabase(Map<String, Object> address, Object secret) {

    private static final String SECRET = "retooldb";
    private static final String SETTINGS = "RETOOLDB_POSTGRES_";

    void password(Hcl root) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("apiVersion", "external-secrets.io/v1");
        manifest.put("kind", "ExternalSecret");
        manifest.put("metadata", inOrder("name", SECRET, "namespace", services("retool_namespace")));
        var spec = new LinkedHashMap<String, Object>();
        spec.put(
                "secretStoreRef",
                inOrder("name", services("secret_store_name"), "kind", services("secret_store_kind")));
        spec.put("target", Map.of("name", SECRET));
        spec.put(
                "data",
                List.of(inOrder("secretKey", "password", "remoteRef", inOrder("key", secret, "property", "password"))));
        manifest.put("spec", spec);
        root.block(
                "resource",
                List.of("kubectl_manifest", SECRET),
                new Body()
                        .set("yaml_body", new Expression("yamlencode(" + Hcl.value(manifest) + ")"))
                        .set("depends_on", List.of(new Expression("module.eks"))));
    }

    /** Values of the chart that only Terraform knows; maps merge with those of the files, and lists of this name have none. */
    Expression values() {
        var environment = new LinkedHashMap<String, Object>();
        address.forEach((name, value) -> environment.put(SETTINGS + name, value));
        var values = new LinkedHashMap<String, Object>();
        values.put("env", environment);
        values.put(
                "environmentSecrets",
                List.of(inOrder(
                        "name", SETTINGS + "PASSWORD", "secretKeyRef", inOrder("name", SECRET, "key", "password"))));
        return new Expression("yamlencode(" + Hcl.value(values) + ")");
    }

    /** What has to be there before the release starts. */
    static Expression needed() {
        return new Expression("kubectl_manifest." + SECRET);
    }

    private static Expression services(String output) {
        return new Expression("module.retool-services.outputs." + output);
    }

    static Map<String, Object> inOrder(String one, Object first, String two, Object second) {
        var map = new LinkedHashMap<String, Object>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }
}
