package dev.landfall.blueprint;

import dev.landfall.ledger.ChartFacts;

/** Which chart the kit's values are for. */
public final class KitChart {

    /** Of tryretool/retool-helm; values keep their names within a major. */
    public static final int MAJOR = 6;

    /** The newest that its facts were read of: {@code chart-facts.json}. Retool 4.0 needs 6.11.0 or newer. */
    public static final String VERSION = ChartFacts.shipped().chart();

    private KitChart() {}
}
