package dev.landfall.local.move;

import dev.landfall.model.failure.Problem;
import dev.landfall.mover.delta.CatchUp;
import dev.landfall.mover.delta.Delta;
import dev.landfall.mover.delta.DeltaRequest;
import dev.landfall.mover.delta.StandingCopy;
import dev.landfall.mover.progress.ProgressListener;
import dev.landfall.mover.progress.StopSignal;

/** What {@code move --warm} does once the copy is there. */
record WarmPasses(DeltaRequest request, StopSignal stop) {

    /** One pass, or the last ones, after which the copy is one of its own. */
    void run(boolean last, Answer answer, ProgressListener listener) {
        if (!last) {
            var report = new Delta(request, stop).apply(listener);
            answer.object(report);
            DeltaLines.of(report, "were carried").forEach(answer::line);
            return;
        }
        var done = new CatchUp(request, stop).run(listener);
        StandingCopy.end(request.target(), stop);
        answer.object(done);
        done.passes().forEach(pass -> DeltaLines.of(pass, "were carried").forEach(answer::line));
        answer.line("Set " + done.sequences() + " sequences, carried " + done.largeObjects()
                + " large objects and filled " + done.views()
                + " materialized views. The last pass found nothing: the target is as the source was. Prove it with"
                + " landfall compare.");
    }

    /** {@code DELTA_NOT_BEGUN}: there is no copy yet that could be brought to its end. */
    static Problem notBegun() {
        return Problem.operator(
                "DELTA_NOT_BEGUN", "The target holds no copy that move --warm made.", "Run it without --last first.");
    }
}
