package dev.landfall.model.transfer;

import java.util.List;

/** Databases that a server needs itself: nothing is ever restored into one, for that would drop it. */
public final class MaintenanceDatabases {

    private static final List<String> NAMES = List.of("postgres", "template0", "template1", "rdsadmin");

    /** Whether a database, whose name fills the question mark, is a template; no row where there is none. */
    public static final String IS_TEMPLATE = "SELECT datistemplate FROM pg_catalog.pg_database WHERE datname = ?";

    private MaintenanceDatabases() {}

    public static boolean isOne(String name) {
        return NAMES.contains(name);
    }
}
