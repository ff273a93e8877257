package dev.landfall.ledger;

import dev.landfall.capture.SettingValues;
import dev.landfall.gateway.ServiceContainer;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.rights.SourceAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the source's services name of Secrets Manager, of parameters and of environment files. */
final class UsedAccess {

    /** Settings that hold a database's password. */
    private static final Set<String> PASSWORDS = Set.of("POSTGRES_PASSWORD", "RETOOLDB_POSTGRES_PASSWORD");

    private static final String FILE = "file:";
    private static final String BUCKET = ":::";
    private static final String PARAMETER = ":parameter";

    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> databaseSecrets = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();
    private final Set<String> environmentFiles = new TreeSet<>();

    private UsedAccess() {}

    static SourceAccess of(List<SourceService> services) {
        var used = new UsedAccess();
        services.stream().flatMap(service -> service.containers().stream()).forEach(used::add);
        used.secrets.removeAll(used.databaseSecrets);
        return new SourceAccess(
                List.copyOf(used.secrets),
                List.copyOf(used.databaseSecrets),
                List.copyOf(used.parameters),
                List.copyOf(used.environmentFiles),
                List.of());
    }

    private void add(ServiceContainer container) {
        container.environmentFiles().stream()
                .filter(arn -> arn.contains(BUCKET))
                .forEach(arn -> environmentFiles.add(arn.substring(arn.indexOf(BUCKET) + BUCKET.length())));
        container.settings().entrySet().stream().flatMap(UsedAccess::reference).forEach(this::add);
    }

    private static Stream<Map.Entry<String, String>> reference(Map.Entry<String, SettingSource> setting) {
        return setting.getValue() instanceof SettingSource.Reference(String reference)
                        && !reference.startsWith(SettingValues.KUBERNETES)
                        && !reference.startsWith(FILE)
                ? Stream.of(Map.entry(setting.getKey(), reference))
                : Stream.empty();
    }

    private void add(Map.Entry<String, String> named) {
        var name = SourceAccess.secretName(named.getValue());
        if (name.isPresent()) {
            (PASSWORDS.contains(named.getKey()) ? databaseSecrets : secrets).add(name.get());
        } else {
            var reference = named.getValue();
            parameters.add(
                    reference.contains(PARAMETER)
                            ? reference.substring(reference.indexOf(PARAMETER) + PARAMETER.length())
                            : reference);
        }
    }
}
