package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.Machines;
import dev.landfall.gateway.Machines.Started;
import dev.landfall.gateway.aws.StepFunctionsMachines;
import dev.landfall.model.DeploymentName;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.Tag;

/** moto remembers executions and never runs them. */
@NeedsTier(Tier.MOTO)
class MotoMachinesIT {

    private static final String DEFINITION = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}";

    private SfnClient sfn;
    private Machines machines;

    @BeforeEach
    void deploy() {
        var connection = Moto.fresh();
        sfn = connection.client(SfnClient.builder());
        sfn.createStateMachine(request -> request.name("landfall-migrate")
                .definition(DEFINITION)
                .roleArn("arn:aws:iam::123456789012:role/machine")
                .tags(Tag.builder()
                        .key(StepFunctionsMachines.BUCKET_TAG)
                        .value("landfall-runs")
                        .build()));
        machines = new StepFunctionsMachines(connection, DeploymentName.DEFAULT);
    }

    @Test
    void bucketIsReadFromTheMachine() {
        assertThat(machines.runBucket()).isEqualTo("landfall-runs");
    }

    @Test
    void startedExecutionIsFoundByItsRun() {
        var arn = machines.start("migrate", "run-1", "{}");

        assertThat(machines.find("run-1")).get().satisfies(found -> {
            assertThat(found.arn()).isEqualTo(arn);
            assertThat(found.isRunning()).isTrue();
            assertThat(found.machine()).isEqualTo("migrate");
        });
        assertThat(machines.find("run-2")).isEmpty();
    }

    @Test
    void stoppedExecutionIsListedAsWhatItBecame() {
        sfn.stopExecution(request -> request.executionArn(machines.start("migrate", "run-1", "{}")));

        assertThat(machines.newest(10)).extracting(Started::status).containsExactly("ABORTED");
    }
}
