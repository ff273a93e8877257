package dev.landfall.local.remote;

import dev.landfall.gateway.Executions;
import dev.landfall.gateway.Machines;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.S3RunStore;
import dev.landfall.gateway.aws.StepFunctionsExecutions;
import dev.landfall.gateway.aws.StepFunctionsMachines;
import dev.landfall.model.DeploymentName;
import java.time.Clock;

/** What a shell reaches of a deployed Landfall: its machines, their executions, and the bucket with the runs. */
public record Deployment(Machines machines, Executions executions, RunStore store, DeploymentName name) {

    /** The one that gives itself no name. */
    public Deployment(Machines machines, Executions executions, RunStore store) {
        this(machines, executions, store, DeploymentName.DEFAULT);
    }

    /** That of this name in the account and region which the SDK finds (AWS_PROFILE, AWS_REGION …). */
    public static Deployment ofThisAccount(DeploymentName name) {
        var connection = AwsConnection.toAws();
        var machines = new StepFunctionsMachines(connection, name);
        return new Deployment(
                machines,
                new StepFunctionsExecutions(connection, Clock.systemUTC()),
                S3RunStore.inAws(machines.runBucket()),
                name);
    }
}
