package dev.landfall.blueprint;

import dev.landfall.ledger.OwnTemporal.Told;
import dev.landfall.model.DeploymentName;
import dev.landfall.run.SettingsSteps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The chart's own Temporal on the database that the source's works on: {@code retool-temporal-services-helm}, a subchart of
 * the chart, with the source's image, so that its schema stays as it is.
 */
record ChartTemporal(Told told) {

    /** The Secret of the cluster, which nobody else makes, and its key. */
    static final String SECRET = "temporal-database";

    private static final String KEY = "password";
    private static final String SUBCHART = "retool-temporal-services-helm.";

    /** Where the kit keeps the database's password. */
    static String path() {
        return DeploymentName.here().path("kit/" + SECRET);
    }

    void into(Map<String, Object> values) {
        ValuesPath.put(values, SUBCHART + "enabled", true);
        int colon = told.image().lastIndexOf(':');
        ValuesPath.put(
                values, SUBCHART + "server.image.repository", told.image().substring(0, colon));
        ValuesPath.put(values, SUBCHART + "server.image.tag", told.image().substring(colon + 1));
        ValuesPath.put(values, SUBCHART + "server.config.numHistoryShards", told.shards());
        ValuesPath.put(values, SUBCHART + "server.config.persistence.default.sql", sql(told.database()));
        ValuesPath.put(values, SUBCHART + "server.config.persistence.visibility.sql", sql(told.visibility()));
    }

    private Map<String, Object> sql(String database) {
        var sql = new LinkedHashMap<String, Object>();
        sql.put("host", told.host());
        sql.put("port", told.port());
        sql.put("database", database);
        sql.put("user", told.user());
        sql.put("existingSecret", SECRET);
        sql.put("secretKey", KEY);
        if (told.tls()) {
            sql.put("tls", Map.of("enabled", true));
        }
        return sql;
    }

    /** For the kit's README. */
    String readme() {
        return """

                ## Temporal

                After the cutover the chart runs Temporal with the source's image on the source's Temporal database, %s:%d. The cutover stops the source's own first, and a rollback starts it again after it stopped the chart's. Let the cluster's nodes reach that server. Before the cutover, make the Secret that it reads (no value stands in a command line):

                    aws secretsmanager get-secret-value --secret-id %s --query SecretString --output text | tr -d '\\n' | %screate secret generic %s --from-file=%s=/dev/stdin
                """.formatted(told.host(), told.port(), path(), SettingsSteps.IN_NAMESPACE, SECRET, KEY);
    }
}
