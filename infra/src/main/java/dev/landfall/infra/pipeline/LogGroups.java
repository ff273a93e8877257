package dev.landfall.infra.pipeline;

import dev.landfall.model.DeploymentName;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** How long logs are kept: every log group is made here, so that none stays behind or stays for ever. */
public final class LogGroups {

    private static final Map<Integer, RetentionDays> DAYS = Map.of(
            30, RetentionDays.ONE_MONTH,
            60, RetentionDays.TWO_MONTHS,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR,
            731, RetentionDays.TWO_YEARS);

    private final RetentionDays retention;
    private final DeploymentName deployment;

    /** The schema allows exactly the days that CloudWatch knows. */
    public LogGroups(int days, DeploymentName deployment) {
        this.deployment = deployment;
        this.retention = Objects.requireNonNull(DAYS.get(days), "days that the schema does not know");
    }

    /** Whose they are. */
    public DeploymentName deployment() {
        return deployment;
    }

    public LogGroup create(Construct scope, String id, String name) {
        return LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .retention(retention)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
