package dev.landfall.model.transfer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role may do beyond its own objects: attributes in capitals, and the server's own roles that it is a member of.
 * CREATEDB is none of them: no function can create or drop a database.
 *
 * @param powers such as {@code SUPERUSER}, {@code CREATEROLE}, {@code rds_superuser}, {@code pg_read_server_files}
 */
public record RolePowers(String role, List<String> powers) {

    public static final String SUPERUSER = "SUPERUSER";
    public static final String CREATEROLE = "CREATEROLE";

    /** The master user's on RDS; its memberships among the server's own roles differ from major to major. */
    private static final String RDS_SUPERUSER = "rds_superuser";

    private static final String SEPARATOR = " ";

    /** The powers of the role {@code r}, a row of {@code pg_roles}, in one text. */
    static final String OF_ROLE = """
            (SELECT coalesce(pg_catalog.string_agg(v.power, ' ' ORDER BY v.power), '') FROM (
               SELECT n.name AS power FROM (VALUES ('SUPERUSER', r.rolsuper), ('CREATEROLE', r.rolcreaterole),
                      ('REPLICATION', r.rolreplication), ('BYPASSRLS', r.rolbypassrls)) n(name, has) WHERE n.has
               UNION ALL
               SELECT g.rolname::text FROM pg_catalog.pg_roles g
                WHERE NOT r.rolsuper AND g.oid <> r.oid AND g.rolname::text ~ '^(pg|rds)_'
                  AND g.rolname::text <> 'pg_database_owner' AND pg_catalog.pg_has_role(r.oid, g.oid, 'MEMBER')) v)""";

    /** One row of two texts: the session's user. */
    public static final String OF_SESSION =
            "SELECT r.rolname::text, " + OF_ROLE + " FROM pg_catalog.pg_roles r WHERE r.rolname = current_user";

    public RolePowers {
        powers = List.copyOf(powers);
    }

    /** Of a row that {@link #OF_SESSION} gives. */
    public static RolePowers of(String role, String powers) {
        return new RolePowers(role, powers.isEmpty() ? List.of() : List.of(powers.split(SEPARATOR)));
    }

    /** Whether it may nothing that every other user may not, beside its own objects. */
    public boolean isOrdinary() {
        return powers.isEmpty();
    }

    public boolean has(String power) {
        return powers.contains(power);
    }

    /** What it may and the other may not. */
    public Set<String> beyond(RolePowers other) {
        if (other.has(SUPERUSER)) {
            return Set.of();
        }
        if (has(SUPERUSER)) {
            return Set.of(SUPERUSER);
        }
        var more = new TreeSet<>(powers);
        more.removeAll(other.powers);
        if (other.has(RDS_SUPERUSER)) {
            more.removeIf(power -> power.startsWith("pg_") || power.startsWith("rds_"));
        }
        return more;
    }

    /** Those of one role, where they are told. */
    static Optional<RolePowers> of(String role, List<RolePowers> all) {
        return all.stream().filter(each -> each.role.equals(role)).findFirst();
    }
}
