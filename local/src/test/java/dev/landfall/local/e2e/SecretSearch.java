package dev.landfall.local.e2e;

import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for every secret of a world in every file below it, but for the files whose purpose is to keep secrets. */
final class SecretSearch {

    /** The world's own secrets, the vault, the cluster's Secrets and the files that its Jobs mount. */
    private static final Set<String> KEEPERS = Set.of("secrets.json", "vault", "kubernetes.json", "jobs", "postgres");

    private final Path home;
    private final Map<String, byte[]> marks = new LinkedHashMap<>();

    SecretSearch(Path home) throws IOException {
        this(home, Set.of());
    }

    /** {@code sealKeys} are those that the state machine handed to the movers. */
    SecretSearch(Path home, Set<String> sealKeys) throws IOException {
        this.home = home;
        sealKeys.forEach(key -> marks.put("seal key " + (marks.size() + 1), bytes(key)));
        for (var secret :
                Json.MAPPER.readTree(home.resolve("secrets.json").toFile()).properties()) {
            var text = secret.getValue().asText();
            marks.put(secret.getKey(), bytes(text));
            marks.put(secret.getKey() + " in base64", bytes(Base64.getEncoder().encodeToString(bytes(text))));
        }
    }

    Set<String> marks() {
        return marks.keySet();
    }

    List<String> leaks() throws IOException {
        var leaks = new ArrayList<String>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!KEEPERS.contains(home.relativize(file).getName(0).toString())) {
                    var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    marks.forEach((name, mark) -> {
                        if (content.contains(new String(mark, StandardCharsets.ISO_8859_1))) {
                            leaks.add(name + " in " + home.relativize(file));
                        }
                    });
                }
            }
        }
        return leaks;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
