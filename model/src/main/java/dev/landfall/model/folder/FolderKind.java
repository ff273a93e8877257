package dev.landfall.model.folder;

/** What a folder of Landfall is for. */
public enum FolderKind {
    WORLD("a local world", false),
    CLUSTER("a PostgreSQL cluster", false),
    OBJECTS("objects of moves", true),
    OUTPUT("reports and kits", true),
    BENCH("measurements", false),
    TEMPORARY("temporary files", true);

    private final String word;
    private final boolean ownersOnly;

    FolderKind(String word, boolean ownersOnly) {
        this.word = word;
        this.ownersOnly = ownersOnly;
    }

    /** Whether nobody but its owner may look in: a cluster's server is another user, and its folder lies in a world's. */
    boolean isOwnersOnly() {
        return ownersOnly;
    }

    /** As a message names it. */
    public String word() {
        return word;
    }
}
