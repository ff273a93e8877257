package dev.landfall.local.engine.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.definition.State;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs every branch at the same time. */
final class ParallelWork {

    private ParallelWork() {}

    static void run(Visit visit, State.Parallel parallel) throws StateFailed {
        var evaluation = visit.evaluation();
        var input = parallel.arguments().isPresent()
                ? evaluation.limit(evaluation.resolve(parallel.arguments().get(), "Arguments"))
                : visit.input();
        visit.record("ParallelStateStarted");
        new FanOut(visit, parallel.branches().size(), Integer.MAX_VALUE, new FanOut.Kind() {
                    @Override
                    public Flow flow(int index, Consumer<Outcome> onEnd) {
                        return visit.flow()
                                .inner(
                                        parallel.branches().get(index),
                                        Optional.empty(),
                                        parallel.name() + "[" + index + "]",
                                        onEnd);
                    }

                    @Override
                    public JsonNode input(int index) {
                        return input;
                    }

                    @Override
                    public StateError error(StateError inner) {
                        return inner.alias("States.BranchFailed");
                    }

                    @Override
                    public void succeed(JsonNode results) throws StateFailed {
                        visit.succeed(results, parallel.results(), parallel.next());
                    }
                })
                .begin();
    }
}
