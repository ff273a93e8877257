package dev.landfall.infra.pipeline;

import dev.landfall.infra.function.HandlerFunctions;
import dev.landfall.model.DeploymentName;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Alarms for what no execution's end tells: broken functions, a page that does not answer, an event nobody took. */
public final class SilentFailures extends Construct {

    private static final Duration PERIOD = Duration.minutes(5);

    /**
     * What Lambda and the JVM write when a function breaks. A function that waits or refuses throws as well, and Lambda
     * counts that as an error: its own metric would sound the alarm at every wait, and cost a metric for each function.
     */
    private static final IFilterPattern BROKEN = FilterPattern.anyTerm(
            "Task timed out after",
            "Error Type: Runtime",
            "OutOfMemoryError",
            "StackOverflowError",
            "NoClassDefFoundError",
            "BugException",
            "NullPointerException",
            "IllegalArgumentException",
            "IllegalStateException");

    private final DeploymentName deployment;
    private final ITopic alarms;

    public SilentFailures(Construct scope, String id, DeploymentName deployment, ITopic alarms) {
        super(scope, id);
        this.deployment = deployment;
        this.alarms = alarms;
    }

    /** One metric that every function's log counts into, so one alarm for all. */
    public void ofFunctions(HandlerFunctions functions) {
        var metric = deployment.named("broken-functions");
        functions
                .logs()
                .forEach((name, group) -> MetricFilter.Builder.create(this, name)
                        .logGroup(group)
                        .filterPattern(BROKEN)
                        .metricNamespace(Watch.NAMESPACE)
                        .metricName(metric)
                        .metricValue("1")
                        .defaultValue(0)
                        .build());
        alarm(
                metric,
                "A function of Landfall ran out of time or memory, or met a bug: search the log groups"
                        + " /aws/lambda/" + deployment.named("*") + " for the words of this alarm's metric filters.",
                Metric.Builder.create()
                        .namespace(Watch.NAMESPACE)
                        .metricName(metric)
                        .statistic("Sum")
                        .period(PERIOD)
                        .build());
    }

    /**
     * The approval page.
     *
     * @param serverErrors its answers with a status of 500 or more
     */
    public void ofThePage(Metric serverErrors) {
        alarm(
                deployment.named("approval-page-failing"),
                "The approval page answered with an error of its own: an approver may be unable to decide. Look at the"
                        + " log group /aws/lambda/" + deployment.named("ApprovalPage") + ".",
                serverErrors.with(
                        MetricOptions.builder().statistic("Sum").period(PERIOD).build()));
    }

    /**
     * Ends of executions that nobody worked on.
     *
     * @param abandoned the queue that they are put into
     */
    public void ofEvents(IQueue abandoned) {
        alarm(
                deployment.named("run-left-open"),
                "An execution ended without closing its run, and CloseAbandonedRun did not close it either: the run may"
                        + " still hold its lock, a task or a Job. The queue's message names the run.",
                abandoned.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                        .statistic("Maximum")
                        .period(PERIOD)
                        .build()));
    }

    private void alarm(String name, String description, Metric metric) {
        Alarm.Builder.create(this, name)
                .alarmName(name)
                .alarmDescription(description)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(alarms));
    }
}
