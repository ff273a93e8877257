package dev.landfall.local.world.side;

import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySecretVault;
import dev.landfall.local.retool.SampleDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Retool on ECS as public templates deploy it: secrets partly in plain text, partly in Secrets Manager, main and jobs
 * runner of one image.
 *
 * @param databasePort of the source's PostgreSQL server
 */
public record SourceSide(SharedSecrets secrets, int databasePort) {

    private static final String JWT_ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:retool/jwt-AbCdEf";
    static final String QUERY_TIMEOUT = "120000";

    static final String IMAGE = "tryretool/backend:3.148.2-stable";

    /** Names of the services, the main one first. */
    public static List<String> serviceNames() {
        return List.of(
                Names.SOURCE_MAIN,
                "retool-jobs-runner",
                "retool-workflows-backend",
                "retool-workflows-worker",
                "retool-code-executor");
    }

    public static List<Schedule> schedules() {
        return List.of(new Schedule(Names.SCHEDULE, true));
    }

    /** Those services that hold a session of the database while they run. */
    public static boolean usesDatabase(String service) {
        return !service.equals("retool-code-executor");
    }

    /** Puts what is in Secrets Manager before Landfall comes. */
    public void plant(InMemorySecretVault vault) {
        vault.plant(JWT_ARN, SecretText.of("{\"jwt\":\"" + secrets.jwtSecret() + "\"}"));
    }

    public List<SourceService> services() {
        return List.of(
                service(Names.SOURCE_MAIN, "retool", "MAIN_BACKEND,DB_CONNECTOR,DB_SSH_CONNECTOR", 2, true),
                service("retool-jobs-runner", "retool-jobs-runner", "JOBS_RUNNER", 1, false),
                service("retool-workflows-backend", "retool-workflows-backend", "WORKFLOW_BACKEND", 1, true),
                service("retool-workflows-worker", "retool-workflows-worker", "WORKFLOW_TEMPORAL_WORKER", 1, false),
                codeExecutor());
    }

    private SourceService service(String name, String container, String type, int count, boolean scales) {
        var settings = new LinkedHashMap<>(common());
        settings.put("SERVICE_TYPE", plain(type));
        return service(name, new ServiceContainer(container, IMAGE, 2048, 4096, settings, List.of()), count, scales);
    }

    private SourceService codeExecutor() {
        return service(
                "retool-code-executor",
                new ServiceContainer(
                        "retool-code-executor",
                        "tryretool/code-executor-service:3.148.2-stable",
                        1024,
                        2048,
                        Map.of("NODE_ENV", plain("production")),
                        List.of()),
                1,
                false);
    }

    private static SourceService service(String name, ServiceContainer container, int count, boolean scales) {
        return new SourceService(
                name,
                "arn:aws:ecs:us-east-1:000000000000:task-definition/" + name + ":7",
                count,
                count,
                0,
                scales ? Optional.of(ScalingSuspension.NONE) : Optional.empty(),
                List.of(container),
                List.of("subnet-0a1b2c3d", "subnet-1a2b3c4d"),
                List.of("sg-0f1e2d3c"),
                false);
    }

    private Map<String, SettingSource> common() {
        var settings = new LinkedHashMap<String, SettingSource>();
        settings.put("NODE_ENV", plain("production"));
        settings.put("BASE_DOMAIN", plain("https://" + Names.DOMAIN));
        settings.put("COOKIE_INSECURE", plain("false"));
        settings.put("POSTGRES_HOST", plain(Names.SOURCE_DATABASE_HOST));
        settings.put("POSTGRES_PORT", plain(String.valueOf(databasePort)));
        settings.put("POSTGRES_DB", plain(SampleDatabase.APP));
        settings.put("POSTGRES_USER", plain(Names.SOURCE_ROLE));
        settings.put("POSTGRES_PASSWORD", plain(secrets.sourcePassword()));
        settings.put("POSTGRES_SSL_ENABLED", plain("false"));
        settings.put("RETOOLDB_POSTGRES_HOST", plain(Names.SOURCE_DATABASE_HOST));
        settings.put("RETOOLDB_POSTGRES_PORT", plain(String.valueOf(databasePort)));
        settings.put("RETOOLDB_POSTGRES_DB", plain(SampleDatabase.RETOOL_DATABASE));
        settings.put("RETOOLDB_POSTGRES_USER", plain(Names.SOURCE_ROLE));
        settings.put("RETOOLDB_POSTGRES_PASSWORD", plain(secrets.sourcePassword()));
        settings.put("RETOOLDB_POSTGRES_SSL_ENABLED", plain("false"));
        settings.put("ENCRYPTION_KEY", plain(secrets.encryptionKey()));
        settings.put("JWT_SECRET", new SettingSource.Reference(JWT_ARN + ":jwt::"));
        settings.put("LICENSE_KEY", plain(secrets.licenseKey()));
        settings.put("CLIENT_ID", plain("102849-retool.apps.googleusercontent.com"));
        settings.put("CLIENT_SECRET", plain(secrets.clientSecret()));
        settings.put("SMTP_PASSWORD", plain(secrets.smtpPassword()));
        settings.put("DBCONNECTOR_QUERY_TIMEOUT_MS", plain(QUERY_TIMEOUT));
        return settings;
    }

    private static SettingSource plain(String value) {
        return new SettingSource.Plain(SecretText.of(value));
    }
}
