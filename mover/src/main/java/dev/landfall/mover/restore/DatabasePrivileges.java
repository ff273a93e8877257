package dev.landfall.mover.restore;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.mover.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who may do what with a database; in an order in which it can be granted again. */
record DatabasePrivileges(String owner, List<Grant> grants) {

    DatabasePrivileges {
        grants = List.copyOf(grants);
    }

    /**
     * One privilege.
     *
     * @param grantee empty for everybody
     * @param grantable whether the grantee may pass it on
     * @param takable whether the session's user may act as the grantor
     */
    record Grant(String grantor, Optional<String> grantee, String privilege, boolean grantable, boolean takable) {

        private String to() {
            return grantee.map(SqlName::quoted).orElse("PUBLIC");
        }

        String statement(String database, String owner) {
            var grant = "GRANT " + privilege + " ON DATABASE " + database + " TO " + to()
                    + (grantable ? " WITH GRANT OPTION" : "");
            return grantor.equals(owner) || !takable
                    ? grant
                    : "SET LOCAL ROLE " + SqlName.quoted(grantor) + "; " + grant + "; RESET ROLE";
        }
    }

    static DatabasePrivileges read(Session maintenance, String owner, String database) throws SQLException {
        return new DatabasePrivileges(
                owner,
                maintenance.query(
                        """
                SELECT pg_catalog.pg_get_userbyid(a.grantor),
                       CASE WHEN a.grantee <> 0 THEN pg_catalog.pg_get_userbyid(a.grantee) END,
                       a.privilege_type, a.is_grantable, pg_catalog.pg_has_role(a.grantor, 'MEMBER')
                  FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a
                 WHERE d.datname = ?""",
                        row -> new Grant(
                                row.getString(1),
                                Optional.ofNullable(row.getString(2)),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getBoolean(5)),
                        database));
    }

    /**
     * Makes them these and no others.
     *
     * @param present what the database has; empty for what every database begins with
     */
    List<String> statements(String database, Optional<DatabasePrivileges> present) {
        var all = new ArrayList<String>();
        all.add("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
        all.add("REVOKE ALL ON DATABASE " + database + " FROM " + SqlName.quoted(owner));
        present.stream()
                .flatMap(there -> there.grants.stream())
                .filter(grant -> grant.grantor().equals(there(present)))
                .map(Grant::to)
                .distinct()
                .forEach(grantee -> all.add("REVOKE ALL ON DATABASE " + database + " FROM " + grantee + " CASCADE"));
        inOrder().forEach(grant -> all.add(grant.statement(database, owner)));
        return List.copyOf(all);
    }

    private static String there(Optional<DatabasePrivileges> present) {
        return present.map(DatabasePrivileges::owner).orElse("");
    }

    /** Whoever passes a privilege on has been given it before. */
    private List<Grant> inOrder() {
        var ordered = new ArrayList<Grant>();
        var left = new ArrayList<>(grants);
        var may = new HashSet<String>();
        Predicate<Grant> possible =
                grant -> grant.grantor().equals(owner) || may.contains(grant.privilege() + " " + grant.grantor());
        while (left.stream().anyMatch(possible)) {
            var next = left.stream().filter(possible).toList();
            left.removeAll(next);
            ordered.addAll(next);
            next.stream()
                    .filter(Grant::grantable)
                    .forEach(grant -> grant.grantee().ifPresent(role -> may.add(grant.privilege() + " " + role)));
        }
        ordered.addAll(left);
        return ordered;
    }
}
