package dev.landfall.gateway;

import dev.landfall.model.rights.Grant;
import java.util.List;
import java.util.Optional;

/** What the very function that asks may do in AWS. Asking changes nothing. */
public interface OwnRights {

    /**
     * Those of the grants that the function's own role does not have, by its policies, its permissions boundary and the
     * organization's. What a resource's own policy or key says is not looked at.
     *
     * @throws dev.landfall.model.failure.RetryableException where nobody answers, within seconds
     */
    Findings denied(List<Grant> grants);

    /**
     * What was found out.
     *
     * @param unclear what could not be decided, each with the reason
     */
    record Findings(List<Denial> denied, List<Unclear> unclear) {
        public Findings {
            denied = List.copyOf(denied);
            unclear = List.copyOf(unclear);
        }
    }

    /**
     * One action on one resource that is not allowed.
     *
     * @param resource its ARN
     * @param by what takes the right away where it is not the role's own policies: {@code permissions boundary}, {@code
     *     service control policy}, {@code policy that denies it}
     */
    record Denial(Grant grant, String resource, Optional<String> by) {}

    /** One grant that the service could not decide; {@code why} is a sentence. */
    record Unclear(Grant grant, String why) {}
}
