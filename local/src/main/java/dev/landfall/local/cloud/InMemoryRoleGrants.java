package dev.landfall.local.cloud;

import dev.landfall.gateway.RoleGrants;
import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Map;

/** Statements by role; whoever holds the map may change it. */
public record InMemoryRoleGrants(Map<String, List<Grant>> byRole) implements RoleGrants {

    @Override
    public List<Grant> of(String roleArn) {
        var grants = byRole.get(roleArn);
        if (grants == null) {
            throw Problem.operator(
                            "ROLE_MISSING",
                            "There is no role " + roleArn + ".",
                            "Check the task definition, and that the role was not deleted.")
                    .asException();
        }
        return grants;
    }
}
