package dev.landfall.gateway;

import java.util.List;

/** What IAM roles allow, from their inline and attached policies. */
public interface RoleGrants {

    /**
     * Every statement of a role's policies.
     *
     * @param roleArn of a role of this account; one that does not exist is a {@code ROLE_MISSING} problem
     */
    List<Grant> of(String roleArn);

    /** One statement with effect Allow or Deny. */
    record Grant(String policy, String effect, List<String> actions, List<String> resources) {
        public Grant {
            actions = List.copyOf(actions);
            resources = List.copyOf(resources);
        }
    }
}
