package dev.landfall.infra.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The dashboard, and alarms for what must not wait until somebody looks. */
public final class Watch extends Construct {

    static final String NAMESPACE = "Landfall";
    private static final int MINUTES = 5;
    /** CloudWatch looks back a day at most. */
    private static final String SILENT = "{ ($.type = \"TaskTimedOut\") && (($.details.error != \"States.Timeout\")"
            + " || ($.details.resource != \"invoke.waitForTaskToken\")) }";

    private static final int MOST_PERIODS = 24 * 60 / MINUTES;

    private final ITopic alarms;
    private final List<IWidget> widgets = new ArrayList<>();

    /**
     * Watches every machine.
     *
     * @param gateExpiry how long a gate stays open; the alarm comes when three quarters of it are over
     */
    public Watch(Construct scope, String id, StateMachines machines, ITopic alarms, Duration gateExpiry) {
        super(scope, id);
        this.alarms = alarms;
        machines.byName().forEach((name, machine) -> {
            executions(name, machine);
            silence(name, machines.logs(name));
            gates(name, machines.logs(name), gateExpiry);
        });
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(machines.deployment().prefix())
                .widgets(List.of(widgets))
                .build();
    }

    private void executions(String name, StateMachine machine) {
        var failed = machine.metricFailed();
        var timedOut = machine.metricTimedOut();
        var aborted = machine.metricAborted();
        alarm(
                name + "-failed",
                "An execution of " + name + " failed, timed out or was aborted: look at its report.",
                MathExpression.Builder.create()
                        .expression("failed + timedOut + aborted")
                        .label("executions that did not pass")
                        .usingMetrics(Map.of("failed", failed, "timedOut", timedOut, "aborted", aborted))
                        .period(period())
                        .build(),
                1);
        graph(name + ": executions", List.of(machine.metricStarted(), machine.metricSucceeded(), failed, timedOut));
    }

    /**
     * The history says "timed out" both for a lost heartbeat and for a task that took too long. A gate asks its function
     * anew ten times, each time by a limit of the state: that is no silence.
     */
    private void silence(String name, LogGroup logs) {
        var silent = filter(name + "-silent", logs, SILENT);
        alarm(
                name + "-heartbeat-lost",
                "A task of " + name
                        + " was silent for longer than its heartbeat allows, or took longer than its limit.",
                silent,
                1);
        graph(name + ": tasks that fell silent", List.of(silent));
    }

    /** A gate is open where more gates were entered than left since its alarm's first period. */
    private void gates(String name, LogGroup logs, Duration expiry) {
        var entered = filter(
                name + "-gate-opened", logs, "{ $.type = \"TaskStateEntered\" && $.details.name = \"Request*\" }");
        var left =
                filter(name + "-gate-left", logs, "{ $.type = \"TaskStateExited\" && $.details.name = \"Request*\" }");
        var periods = Math.clamp(expiry.toMinutes() * 3 / 4 / MINUTES, 1, MOST_PERIODS);
        alarm(
                name + "-gate-about-to-expire",
                "An approval gate of " + name + " has stood open for three quarters of its time.",
                MathExpression.Builder.create()
                        .expression("RUNNING_SUM(FILL(entered, 0) - FILL(left, 0))")
                        .label("open gates")
                        .usingMetrics(Map.of("entered", entered, "left", left))
                        .period(period())
                        .build(),
                periods);
    }

    private Metric filter(String id, LogGroup logs, String pattern) {
        MetricFilter.Builder.create(this, id)
                .logGroup(logs)
                .filterPattern(FilterPattern.literal(pattern))
                .metricNamespace(NAMESPACE)
                .metricName(id)
                .metricValue("1")
                // While a gate is open nothing was left yet: without a zero there would be nothing to fill up from.
                .defaultValue(0)
                .build();
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(id)
                .statistic("Sum")
                .period(period())
                .build();
    }

    private void alarm(String id, String description, IMetric metric, int periods) {
        var alarm = Alarm.Builder.create(this, id)
                .alarmName(id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(periods)
                .datapointsToAlarm(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
    }

    private void graph(String title, List<? extends IMetric> metrics) {
        widgets.add(GraphWidget.Builder.create()
                .title(title)
                .width(12)
                .left(metrics)
                .build());
    }

    private static software.amazon.awscdk.Duration period() {
        return software.amazon.awscdk.Duration.minutes(MINUTES);
    }
}
