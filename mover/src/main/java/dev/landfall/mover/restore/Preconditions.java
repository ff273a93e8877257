package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.CatalogQueries;
import dev.landfall.model.transfer.DatabaseLocale;
import dev.landfall.model.transfer.Manifest;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** What would make a restore fail half-way, looked for before anything on the target is touched. */
final class Preconditions {

    private Preconditions() {}

    /**
     * {@code TARGET_OLDER_THAN_SOURCE}, {@code EXTENSIONS_MISSING}, {@code ROLES_MISSING}, {@code ENCODINGS_DIFFER} or
     * {@code TARGET_SUBSCRIBES}.
     *
     * @param session on any database of the target
     */
    static void check(Session session, Manifest plan, String database) throws SQLException {
        refuseOlder(Server.major(session), plan);
        var available = session.query("SELECT name FROM pg_catalog.pg_available_extensions", row -> row.getString(1));
        refuseMissing(
                "EXTENSIONS_MISSING",
                "extensions",
                plan.extensions().keySet().stream().sorted().toList(),
                available);
        var roles = session.query(CatalogQueries.ROLES, row -> row.getString(1));
        refuseMissing(
                "ROLES_MISSING",
                "roles (of policies and user mappings)",
                plan.source().roles(),
                roles);
        var encoding = session.query(
                "SELECT pg_catalog.pg_encoding_to_char(encoding) FROM pg_catalog.pg_database WHERE datname = ?",
                row -> row.getString(1),
                database);
        if (encoding.stream()
                .anyMatch(name -> !DatabaseLocale.canHold(name, plan.locale().encoding()))) {
            throw Problem.operator(
                            "ENCODINGS_DIFFER",
                            "The target database " + database + " has encoding " + encoding.getFirst() + ", the source "
                                    + plan.locale().encoding() + ".",
                            "Drop the target database, so that it is created with the source's encoding, or create it"
                                    + " with that or UTF8.")
                    .asException();
        }
        var subscriptions = session.query(CatalogQueries.SUBSCRIPTIONS, row -> row.getString(1), database);
        if (!subscriptions.isEmpty()) {
            throw Problem.operator(
                            "TARGET_SUBSCRIBES",
                            "The target database " + database + " cannot be replaced while it holds subscriptions: "
                                    + String.join(", ", subscriptions) + ".",
                            "Drop these subscriptions, and run again.")
                    .asException();
        }
    }

    /** {@code TARGET_HELD} where something would keep the database from being renamed and dropped at the end. */
    static void refuseHeld(Session session, String database) throws SQLException {
        var holders = session.query("""
                SELECT 'the replication slot ' || slot_name FROM pg_catalog.pg_replication_slots WHERE database = ?
                UNION ALL SELECT 'the prepared transaction ' || gid FROM pg_catalog.pg_prepared_xacts WHERE database = ?
                ORDER BY 1""", row -> row.getString(1), database, database);
        if (!holders.isEmpty()) {
            throw Problem.operator(
                            "TARGET_HELD",
                            "The target database " + database + " cannot be replaced while it is held by "
                                    + String.join(", ", holders) + ".",
                            "Drop these slots, end these transactions, and run again.")
                    .asException();
        }
    }

    private static void refuseOlder(int targetMajor, Manifest plan) {
        if (targetMajor < plan.serverMajor()) {
            throw Problem.operator(
                            "TARGET_OLDER_THAN_SOURCE",
                            "The source runs PostgreSQL " + plan.serverMajor() + " and the target " + targetMajor
                                    + ": what the source has learnt since, the target does not know.",
                            "Use a target of PostgreSQL " + plan.serverMajor() + " or newer.")
                    .asException();
        }
    }

    private static void refuseMissing(String code, String what, List<String> wanted, List<String> present) {
        var missing = wanted.stream().filter(name -> !present.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw Problem.operator(
                            code,
                            "The target server lacks " + what + " that the source uses: " + String.join(", ", missing)
                                    + ".",
                            "Add them to the target server, or remove what needs them from the source; then run again.")
                    .asException();
        }
    }
}
