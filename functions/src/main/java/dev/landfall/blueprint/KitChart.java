package dev.landfall.blueprint;

/** Which chart the kit's values are for. */
public final class KitChart {

    /** Of tryretool/retool-helm; values keep their names within a major. */
    public static final int MAJOR = 6;

    private KitChart() {}
}
