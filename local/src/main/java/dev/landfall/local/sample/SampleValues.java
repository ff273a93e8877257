package dev.landfall.local.sample;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.ledger.SecretLike;
import dev.landfall.local.cloud.InMemorySecretVault;
import java.util.Map;

/**
 * Values for the settings that a sample names: what its templates set, or something of the right shape.
 *
 * @param wholeSecrets whether secrets come from Secrets Manager, whole
 */
record SampleValues(InMemorySecretVault vault, boolean wholeSecrets) {

    private static final String SECRET_ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:retool/";

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("NODE_ENV", "production"),
            Map.entry("FORCE_DEPLOYMENT", "false"),
            Map.entry("POSTGRES_DB", "hammerhead_production"),
            Map.entry("POSTGRES_HOST", "retool.cqx1exampl3.us-east-1.rds.amazonaws.com"),
            Map.entry("POSTGRES_PORT", "5432"),
            Map.entry("POSTGRES_USER", "retool"),
            Map.entry("POSTGRES_SSL_ENABLED", "true"),
            Map.entry("COOKIE_INSECURE", "true"),
            Map.entry("LICENSE_KEY", "EXPIRED-LICENSE-KEY-TRIAL"),
            Map.entry("BASE_DOMAIN", "retool-alb-1043284172.us-east-1.elb.amazonaws.com"),
            Map.entry("AGENTS_ENABLED", "true"),
            Map.entry("IS_ONPREM", "true"),
            Map.entry("RTEL_ENABLED", "true"),
            Map.entry("STATSD_PORT", "9125"),
            Map.entry("WORKFLOW_BACKEND_HOST", "http://workflows-backend.retoolsvc:3000"),
            Map.entry("CODE_EXECUTOR_INGRESS_DOMAIN", "http://code-executor.retoolsvc:3004"),
            Map.entry("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_HOST", "temporal.retoolsvc"),
            Map.entry("WORKFLOW_TEMPORAL_CLUSTER_FRONTEND_PORT", "7233"),
            Map.entry("WORKFLOW_TEMPORAL_CLUSTER_NAMESPACE", "workflows"),
            Map.entry("WORKFLOW_TEMPORAL_TLS_ENABLED", "false"));

    SettingSource of(String name) {
        boolean secret = SecretLike.name(name) || (wholeSecrets && name.equals("POSTGRES_USER"));
        var value = SecretText.of(KNOWN.getOrDefault(name, secret ? "pa$$ #%? of " + name : "sample"));
        if (!secret || !wholeSecrets) {
            return new SettingSource.Plain(value);
        }
        var arn = SECRET_ARN + name.toLowerCase(java.util.Locale.ROOT) + "-AbCdEf";
        vault.plant(arn, value);
        return new SettingSource.Reference(arn);
    }
}
