package dev.landfall.blueprint;

import dev.landfall.blueprint.Hcl.Body;
import dev.landfall.blueprint.Hcl.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code providers.tf}: without it Terraform knows no version of a provider and Helm no cluster. The versions are what the
 * modules themselves ask for, kept with where that stands: {@code module-facts.json}.
 */
final class KitProviders {

    private KitProviders() {}

    static String text() {
        var facts = ModuleFacts.shipped();
        var providers = new Body();
        facts.providers().forEach(provider -> providers.set(provider.name(), required(provider)));
        var root = new Hcl()
                .comment("What the modules ask for. Keep the lock file that terraform init writes.")
                .block(
                        "terraform",
                        List.of(),
                        new Body()
                                .set("required_version", facts.terraform().version())
                                .block("required_providers", providers))
                .block("provider", "aws", new Body().set("region", TerraformRoot.variable("region")))
                .block("provider", "kubernetes", cluster())
                .block("provider", "helm", new Body().block("kubernetes", cluster()));
        return root.block(
                        "provider",
                        "kubectl",
                        reached()
                                .set("load_config_file", false)
                                .set("apply_retry_count", 5)
                                .block("exec", token()))
                .toString();
    }

    /** The cluster that this root makes, with a token of whoever runs Terraform. */
    private static Body cluster() {
        return reached().block("exec", token());
    }

    private static Body reached() {
        return new Body()
                .set("host", new Expression("module.eks.outputs.endpoint"))
                .set(
                        "cluster_ca_certificate",
                        new Expression("base64decode(module.eks.outputs.certificate_authority_data)"));
    }

    private static Body token() {
        return new Body()
                .set("api_version", "client.authentication.k8s.io/v1beta1")
                .set("command", "aws")
                .set(
                        "args",
                        List.of(
                                "eks",
                                "get-token",
                                "--cluster-name",
                                new Expression("module.eks.outputs.name"),
                                "--region",
                                TerraformRoot.variable("region")));
    }

    private static Map<String, Object> required(ModuleFacts.Provider provider) {
        var required = new LinkedHashMap<String, Object>();
        required.put("source", provider.source());
        required.put("version", provider.version());
        return required;
    }
}
