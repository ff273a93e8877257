package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineRetryTest {

    private static String task(String retry) {
        return World.machine(
                "Call",
                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':" + retry + ",'End':true}");
    }

    @Test
    void aRetrierWithoutNumbersWaitsOneTwoAndFourSecondsThenGivesUp() {
        var world = new World().fail("Call", "Busy", 9);
        var execution = world.run(task("[{'ErrorEquals':['Busy']}]"));
        assertThat(world.gaps()).containsExactly(1.0, 2.0, 4.0);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).contains("Busy");
        assertThat(execution.cause()).contains("on purpose");
    }

    @Test
    void theDelayGrowsByTheRateUpToItsMaximum() {
        var world = new World().fail("Call", "Busy", 5);
        var execution = world.run(task("[{'ErrorEquals':['Busy'],'IntervalSeconds':3,'BackoffRate':1.5,"
                + "'MaxAttempts':5,'MaxDelaySeconds':8}]"));
        assertThat(world.gaps()).containsExactly(3.0, 4.5, 6.75, 8.0, 8.0);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void noAttemptsMeansNoRetryAndHidesLaterRetriers() {
        var world = new World().fail("Call", "Busy", 2);
        var execution = world.run(task("[{'ErrorEquals':['Busy'],'MaxAttempts':0},{'ErrorEquals':['States.ALL']}]"));
        assertThat(world.calls).hasSize(1);
        assertThat(execution.error()).contains("Busy");
    }

    @Test
    void fullJitterStaysBetweenNothingAndTheComputedDelay() {
        for (var seed = 0; seed < 40; seed++) {
            var world = new World(seed).fail("Call", "Busy", 4);
            world.run(task("[{'ErrorEquals':['Busy'],'IntervalSeconds':4,'MaxAttempts':4,'MaxDelaySeconds':10,"
                    + "'JitterStrategy':'FULL'}]"));
            assertThat(world.gaps()).hasSize(4);
            assertThat(world.gaps().get(0)).isBetween(0.0, 4.0);
            assertThat(world.gaps().get(1)).isBetween(0.0, 8.0);
            assertThat(world.gaps().get(2)).isBetween(0.0, 10.0);
            assertThat(world.gaps().get(3)).isBetween(0.0, 10.0);
        }
    }

    @Test
    void eachRetrierCountsForItself() {
        var world = new World()
                .fail("Call", "Busy", 1)
                .fail("Call", "Slow", 1)
                .fail("Call", "Busy", 1)
                .fail("Call", "Slow", 1)
                .fail("Call", "Busy", 1);
        var execution = world.run(task("[{'ErrorEquals':['Busy'],'IntervalSeconds':1,'MaxAttempts':2},"
                + "{'ErrorEquals':['Slow'],'IntervalSeconds':10,'MaxAttempts':2}]"));
        assertThat(world.gaps()).containsExactly(1.0, 10.0, 2.0, 20.0);
        assertThat(execution.error()).contains("Busy");
    }

    @Test
    void countersStartAnewAtTheNextVisit() {
        var world = new World().fail("Call", "Busy", 1).answer("Call", "{}").fail("Call", "Busy", 1);
        var execution = world.states(
                "Call",
                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':['Busy'],"
                        + "'MaxAttempts':1}],'Assign':{'again':'{% $exists($again) %}'},'Next':'Again'},"
                        + "'Again':{'Type':'Choice','Choices':[{'Condition':'{% $again %}','Next':'Done'}],"
                        + "'Default':'Call'},'Done':{'Type':'Succeed'}");
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(world.calls).hasSize(4);
    }

    @Test
    void theContextCountsRetriesAndHistoryHasOneEntryForEachAttempt() {
        var world = new World().fail("Call", "Busy", 2);
        var execution = world.states(
                "Call",
                "'Call':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':"
                        + "{'try':'{% $states.context.State.RetryCount %}'},'Retry':[{'ErrorEquals':['Busy']}],'End':true}");
        assertThat(world.calls)
                .extracting(call -> call.arguments().get("try").intValue())
                .containsExactly(0, 1, 2);
        assertThat(World.types(execution))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskFailed",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskFailed",
                        "TaskScheduled",
                        "TaskStarted",
                        "TaskSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
    }
}
