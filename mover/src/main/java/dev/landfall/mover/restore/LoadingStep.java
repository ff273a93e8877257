package dev.landfall.mover.restore;

import dev.landfall.model.transfer.Segment;

/** What a worker of a restore does next while rows come in. */
sealed interface LoadingStep {

    /** Loads a segment's rows. */
    record Load(Segment segment) implements LoadingStep {}

    /** Builds an index or a key of a table that is loaded. */
    record Build(PostDataEntry entry) implements LoadingStep {}
}
