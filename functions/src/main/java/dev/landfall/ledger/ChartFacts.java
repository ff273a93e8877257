package dev.landfall.ledger;

import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What the published chart does by itself, read of its renders and kept with their version: {@code chart-facts.json}.
 *
 * @param chart the version that it was read of
 * @param source where that is
 * @param ownVariables variables that the chart sets in some pod itself, and the paths in its values that give them another
 *     value; whoever sets one in a list as well makes it stand twice, and whoever sets it in a secret alone is shadowed
 */
public record ChartFacts(String chart, String source, Map<String, List<String>> ownVariables) {

    private static final ChartFacts SHIPPED = read();

    public ChartFacts {
        ownVariables = Map.copyOf(ownVariables);
    }

    public static ChartFacts shipped() {
        return SHIPPED;
    }

    public boolean sets(String variable) {
        return ownVariables.containsKey(variable);
    }

    private static ChartFacts read() {
        try (var in = ChartFacts.class.getResourceAsStream("chart-facts.json")) {
            if (in == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/ledger/chart-facts.json");
            }
            return Json.MAPPER.readValue(in, ChartFacts.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the chart's facts", e);
        }
    }
}
