package dev.landfall.ledger;

import dev.landfall.gateway.Gateways;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ledger held against what the target's containers get. Values are compared by their keyed fingerprints; what is
 * wrong is told by name and place.
 */
public final class TargetSettings {

    private final ExpectedSettings expected;
    private final List<TargetEnvironment> target;

    public TargetSettings(Gateways gateways, Ledger ledger) {
        this.expected = new ExpectedSettings(ledger);
        this.target = TargetEnvironment.of(gateways);
    }

    /**
     * What is to be carried and is not there as it is on the source: one sentence a name and kind.
     *
     * @param live whether the guards that the kit sets until go-live are gone
     */
    public List<String> notCarried(boolean live) {
        var wrong = new Wrong();
        for (var environment : target) {
            environment.role().ifPresent(role -> wrong.compare(environment, expected.carried(role, live)));
        }
        return wrong.sentences();
    }

    /** What must stay away until go-live and is there: one sentence a name. */
    public List<String> tooEarly() {
        var found = new ArrayList<String>();
        for (var name : expected.heldNames()) {
            var where = target.stream()
                    .filter(environment -> environment.has(name))
                    .map(TargetEnvironment::name)
                    .collect(Collectors.joining(", "));
            if (!where.isEmpty()) {
                found.add(name + " is set in " + where + " already.");
            }
        }
        return List.copyOf(found);
    }

    /** What was held until go-live and is not back as it is on the source. */
    public List<String> notBack() {
        var wrong = new Wrong();
        for (var environment : target) {
            environment.role().ifPresent(role -> {
                wrong.compare(environment, expected.held(role));
                expected.present(role).stream()
                        .filter(name -> !environment.has(name))
                        .forEach(name -> wrong.add(name, "is missing in", environment));
            });
        }
        return wrong.sentences();
    }

    /** Roles that the target has no deployment for, so that their settings could not be compared. */
    public List<String> notCompared() {
        return expected.roles().stream()
                .filter(role -> target.stream()
                        .noneMatch(environment ->
                                environment.role().filter(role::equals).isPresent()))
                .map(Enum::name)
                .toList();
    }

    /** Names by what is wrong with them, and where. */
    private static final class Wrong {

        private final SortedMap<String, List<String>> found = new TreeMap<>();

        void compare(TargetEnvironment environment, SortedMap<String, List<LedgerLine>> expected) {
            expected.forEach((name, lines) -> {
                var fingerprints =
                        lines.stream().flatMap(line -> line.wanted().stream()).toList();
                boolean emptyWillDo = lines.stream().anyMatch(line -> line.lengthBytes() == 0);
                if (environment.hasOneOf(name, fingerprints, emptyWillDo)) {
                    return;
                }
                if (environment.shadows(name, fingerprints)) {
                    add(
                            name,
                            "is shadowed: env sets another value than the secret, which has the source's, in",
                            environment);
                } else if (environment.value(name).isPresent()) {
                    add(name, "has another value than on the source in", environment);
                } else {
                    add(name, "is missing in", environment);
                }
            });
        }

        void add(String name, String how, TargetEnvironment environment) {
            found.computeIfAbsent(name + " " + how + " ", key -> new ArrayList<>())
                    .add(environment.name());
        }

        List<String> sentences() {
            return found.entrySet().stream()
                    .map(entry -> entry.getKey() + String.join(", ", entry.getValue()) + ".")
                    .toList();
        }
    }
}
