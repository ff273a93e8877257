package dev.landfall.bench;

/**
 * How large the databases are.
 *
 * @param gib as rows
 * @param giantGib of the one with one table, as rows
 * @param small how many tables {@link Databases#SMALL} has
 * @param many how many tables {@link Databases#MANY} has
 */
record Sizes(double gib, double giantGib, int small, int many) {

    double gib(Databases database) {
        return database == Databases.GIANT ? giantGib : gib;
    }

    int tables(Databases database) {
        return database == Databases.MANY ? many : small;
    }
}
