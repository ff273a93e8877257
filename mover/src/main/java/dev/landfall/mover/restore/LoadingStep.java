package dev.landfall.mover.restore;

import java.util.List;

/** What a worker of a restore does next while rows come in. */
sealed interface LoadingStep {

    /** Loads some rows. */
    record Load(RowSource.Piece piece) implements LoadingStep {}

    /** Builds indexes and keys of tables that are loaded. */
    record Build(List<PostDataEntry> entries) implements LoadingStep {}
}
