package dev.landfall.mover.restore;

/** What a worker of a restore does next while rows come in. */
sealed interface LoadingStep {

    /** Loads some rows. */
    record Load(RowSource.Piece piece) implements LoadingStep {}

    /** Builds an index or a key of a table that is loaded. */
    record Build(PostDataEntry entry) implements LoadingStep {}
}
