package dev.landfall.local.cloud;

import dev.landfall.gateway.OwnRights;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import dev.landfall.model.rights.ResourceNames.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A role that has what the deployment gives it, less what is taken away.
 *
 * @param withheld IAM actions that the role lacks on everything; whoever holds the source may change it
 */
public record InMemoryOwnRights(ResourceNames names, Supplier<List<String>> withheld) implements OwnRights {

    private static final Place HERE = new Place("aws", "us-east-1", "000000000000");

    @Override
    public Findings denied(List<Grant> grants) {
        return new Findings(
                grants.stream()
                        .filter(grant -> withheld.get().contains(grant.action()))
                        .flatMap(grant -> names.arns(grant.resource(), HERE).stream()
                                .map(arn -> new Denial(grant, arn, Optional.empty())))
                        .toList(),
                List.of());
    }
}
