package dev.landfall.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The ordered rules of {@code rules.json}; the first that matches decides. */
final class Rules {

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    static Rules shipped() {
        try (var in = Rules.class.getResourceAsStream("rules.json")) {
            if (in == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/ledger/rules.json");
            }
            return new Rules(Json.MAPPER.readValue(in, new TypeReference<List<Rule>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the ledger's rules", e);
        }
    }

    List<Rule> all() {
        return rules;
    }

    /** Empty where nobody knows the setting. */
    Optional<Rule> of(String name) {
        return rules.stream().filter(rule -> rule.matches(name)).findFirst();
    }
}
