package dev.landfall.local.engine.execution;

import dev.landfall.local.engine.definition.State;
import java.util.Optional;

/** Which class does the work of which kind of state. */
final class StateWork {

    private StateWork() {}

    static void run(Visit visit, State state) throws StateFailed {
        switch (state) {
            case State.Task task -> new TaskWork(visit, task).run();
            case State.Choice choice -> ChoiceWork.run(visit, choice);
            case State.Wait wait -> WaitWork.run(visit, wait);
            case State.Parallel parallel -> ParallelWork.run(visit, parallel);
            case State.Map map -> MapWork.run(visit, map);
            case State.Pass pass -> visit.pass(pass.results(), pass.next(), "");
            case State.Succeed succeed -> visit.pass(succeed.results(), Optional.empty(), "");
            case State.Fail fail -> visit.fail(FailWork.error(visit, fail));
        }
    }
}
