package dev.landfall.gateway;

import dev.landfall.model.DeploymentName;

/** The name of the machine {@code rollback}: of the same account and region as any execution of the deployment. */
public final class RollbackMachine {

    private RollbackMachine() {}

    /** {@code arn:…:execution:landfall-migrate:tuesday} has {@code arn:…:stateMachine:landfall-rollback} beside it. */
    public static String beside(String executionArn) {
        return executionArn.replaceFirst(
                ":execution:[^:]+:[^:]+$",
                ":stateMachine:" + DeploymentName.here().named("rollback"));
    }
}
