package dev.landfall.run;

import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether functions in the target's VPC reach AWS at all. They have no public address, so a public subnet is no way out,
 * and Route 53 and IAM have no endpoint in a VPC: a call would hang until its state times out, without a word.
 */
public final class FunctionNetwork {

    private FunctionNetwork() {}

    /** {@code FUNCTIONS_CUT_OFF} names every subnet without a way out. */
    public static Optional<Problem> cutOff(List<DefaultRoute> routes) {
        var wrong = routes.stream()
                .filter(route -> route.isPublic() || route.through().isEmpty())
                .map(route -> route.subnet()
                        + (route.isPublic()
                                ? " is public (its default route is "
                                        + route.through().orElseThrow() + ")"
                                : " has no default route that leads anywhere"))
                .collect(Collectors.joining(", "));
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.operator(
                                "FUNCTIONS_CUT_OFF",
                                "Functions in the target's VPC cannot reach the APIs of AWS: " + wrong + ".",
                                "Name in target.network private subnets whose route 0.0.0.0/0 leads to a NAT gateway or a transit gateway, and deploy again."));
    }
}
