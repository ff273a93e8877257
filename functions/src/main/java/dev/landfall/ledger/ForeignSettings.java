package dev.landfall.ledger;

import dev.landfall.capture.SourceNames;
import dev.landfall.gateway.Gateways;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Values of the target's settings that name what is the source's own. Names are told, values never. */
public final class ForeignSettings {

    private final List<TargetEnvironment> target;
    private final SourceNames source;
    private final Set<String> own;

    /** {@code own} are hosts that the target itself uses, whatever the source calls them. */
    public ForeignSettings(Gateways gateways, SourceNames source, Set<String> own) {
        this.target = TargetEnvironment.of(gateways);
        this.source = source;
        this.own = Set.copyOf(own);
    }

    /**
     * One sentence a setting and place of it.
     *
     * @param live once it is, a bucket may be shared, a Temporal carried, or the chart's work on its database; Retool's
     *     database of the source never
     */
    public List<String> found(boolean live) {
        var found = new TreeMap<String, List<String>>();
        for (var environment : target) {
            if (live && environment.isTemporals()) {
                continue;
            }
            environment.all().forEach((name, value) -> {
                var named = live ? source.namedDatabase(value.reveal()) : source.named(name, value.reveal());
                named.filter(what -> own.stream().noneMatch(host -> what.endsWith(" " + host)))
                        .ifPresent(what -> found.computeIfAbsent(
                                        name + " names the source's own, " + what + ", in ", any -> new ArrayList<>())
                                .add(environment.name()));
            });
        }
        return found.entrySet().stream()
                .map(entry -> entry.getKey() + String.join(", ", entry.getValue()) + ".")
                .toList();
    }
}
