package dev.landfall.capture;

import dev.landfall.gateway.NameServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What DNS itself says of a name, through a public resolver: records that a zone cannot tell of itself. */
public record DnsAuthority(NameServers nameServers) {

    private static final List<String> TYPES = List.of("SOA", "NS", "DS", "CAA");

    /** Answers by type; a type without an answer is left out, and so is everything where no resolver is named. */
    public Map<String, List<String>> of(String name) {
        var found = new LinkedHashMap<String, List<String>>();
        nameServers.publicResolvers().stream()
                .findFirst()
                .ifPresent(resolver -> TYPES.forEach(type -> {
                    var answer = nameServers.ask(resolver, name, type, true);
                    if (!answer.values().isEmpty()) {
                        found.put(type, answer.values());
                    }
                }));
        return found;
    }
}
