package dev.landfall.model.folder;

/** What a folder of Landfall is for. */
public enum FolderKind {
    WORLD("a local world"),
    CLUSTER("a PostgreSQL cluster"),
    OBJECTS("objects of moves"),
    OUTPUT("reports and kits"),
    BENCH("measurements"),
    TEMPORARY("temporary files");

    private final String word;

    FolderKind(String word) {
        this.word = word;
    }

    /** As a message names it. */
    public String word() {
        return word;
    }
}
