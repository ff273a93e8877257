package dev.landfall.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ordered rules of {@code rules.json}, then the names of {@code documented-names.json}; the first that matches decides. */
final class Rules {

    private final List<Rule> rules;

    private Rules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * A name that Retool documents or that its published templates set.
     *
     * @param source where that was read
     */
    record Documented(String name, @JsonProperty("class") SettingClass settingClass, String source) {

        Rule rule() {
            return new Rule(
                    settingClass,
                    switch (settingClass) {
                        case HOLD -> "values after the cutover";
                        case DROP -> "nowhere";
                        default -> "extra-env-vars, or chart values env";
                    },
                    List.of(name));
        }
    }

    static Rules shipped() {
        return new Rules(Stream.concat(
                        read("rules.json", new TypeReference<List<Rule>>() {}).stream(),
                        documented().stream().map(Documented::rule))
                .toList());
    }

    static List<Documented> documented() {
        return read("documented-names.json", new TypeReference<List<Documented>>() {});
    }

    private static <T> List<T> read(String name, TypeReference<List<T>> type) {
        try (var in = Rules.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/ledger/" + name);
            }
            return Json.MAPPER.readValue(in, type);
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
