package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Segment;
import java.util.List;

/** What a worker of a restore does next while rows come in. */
sealed interface LoadingStep {

    /** Loads a segment's rows. */
    record Load(Segment segment) implements LoadingStep {}

    /** Builds indexes and keys of tables that are loaded. */
    record Build(List<PostDataEntry> entries) implements LoadingStep {}
}
