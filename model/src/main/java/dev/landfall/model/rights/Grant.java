package dev.landfall.model.rights;

import java.util.Optional;

/**
 * One IAM action on one kind of resource.
 *
 * @param passedTo of {@code iam:PassRole}: the one service that the role may be given to
 */
public record Grant(String action, ArnPattern resource, Optional<String> passedTo) {

    private static final String PASS_ROLE = "iam:PassRole";

    public Grant {
        if (action.equals(PASS_ROLE) != passedTo.isPresent()) {
            throw new IllegalArgumentException(
                    action + ": whoever passes a role names the service that gets it, and nobody else does");
        }
    }

    public Grant(String action, ArnPattern resource) {
        this(action, resource, Optional.empty());
    }

    /** To give a role to a service, such as {@code scheduler.amazonaws.com}. */
    public static Grant passing(AwsResource roles, String service) {
        return new Grant(PASS_ROLE, roles, Optional.of(service));
    }
}
