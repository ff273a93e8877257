package dev.landfall.capture;

import dev.landfall.gateway.NameServers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What DNS itself says of a name, through a public resolver: records that a zone cannot tell of itself. */
public record DnsAuthority(NameServers nameServers) {

    /** How an answer of each type looks: a name that is an alias answers every question with its CNAME. */
    private static final Map<String, Pattern> TYPES = Map.of(
            "SOA", Pattern.compile("\\S+ \\S+ \\d+ .*"),
            "DS", Pattern.compile("\\d+ \\d+ \\d+ [0-9A-Fa-f ]+"),
            "CAA", Pattern.compile("\\d+ \\w+ .*"));

    /** Answers by type; a type without an answer is left out, and so is everything where no resolver is named. */
    public Map<String, List<String>> of(String name) {
        var found = new TreeMap<String, List<String>>();
        nameServers.publicResolvers().stream()
                .findFirst()
                .ifPresent(resolver -> TYPES.forEach((type, shape) -> {
                    var values = nameServers.ask(resolver, name, type, true).values().stream()
                            .filter(value -> shape.matcher(value).matches())
                            .toList();
                    if (!values.isEmpty()) {
                        found.put(type, values);
                    }
                }));
        return found;
    }
}
