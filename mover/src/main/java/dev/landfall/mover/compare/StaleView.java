package dev.landfall.mover.compare;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.transfer.ViewContent;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Snapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a materialized view holds something else than the source's. A move fills the target's anew, so that a stale one of
 * the source differs, and rightly so: what counts is whether the target's is what its own definition gives there.
 */
sealed interface StaleView {

    /** Adds it to one of the two. */
    void tell(List<String> differences, List<String> notes);

    /** The target's is right. */
    record OfSource(ViewContent source, ViewContent target) implements StaleView {
        @Override
        public void tell(List<String> differences, List<String> notes) {
            notes.add(words(source, target)
                    + "; the target's is what its definition gives there, so the source's is stale"
                    + " (a move fills it anew)");
        }
    }

    /** Nothing can be told from it. */
    record OfItsNature(ViewContent source, ViewContent target) implements StaleView {
        @Override
        public void tell(List<String> differences, List<String> notes) {
            notes.add(words(source, target)
                    + "; its definition asks for the time, the user or chance, so another content proves nothing");
        }
    }

    /** The target's is not what its definition gives. */
    record OfTarget(ViewContent source, ViewContent target, String why) implements StaleView {
        @Override
        public void tell(List<String> differences, List<String> notes) {
            differences.add(words(source, target) + "; " + why);
        }
    }

    Pattern CHANGING =
            Pattern.compile("\\b(now|random\\w*|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|age"
                    + "|gen_random_uuid|uuid_generate_v\\w+|uuidv[47]|nextval|txid_current\\w*|pg_current_\\w+)\\s*\\("
                    + "|\\bCURRENT_(DATE|TIME|TIMESTAMP|USER|ROLE)\\b|\\bLOCALTIME(STAMP)?\\b|\\bSESSION_USER\\b");

    /** How many functions it calls that would run with more rights than they have: they are neither ours nor a superuser's. */
    String OF_OTHERS = """
            SELECT pg_catalog.count(*) FROM pg_catalog.pg_rewrite w
              JOIN pg_catalog.pg_depend d ON d.objid = w.oid AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              LEFT JOIN pg_catalog.pg_operator o ON o.oid = d.refobjid
                   AND d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
              JOIN pg_catalog.pg_proc f ON f.oid = coalesce(o.oprcode::pg_catalog.oid, d.refobjid)
              JOIN pg_catalog.pg_roles r ON r.oid = f.proowner
             WHERE w.ev_class = ?::pg_catalog.regclass AND NOT r.rolsuper AND r.rolname <> current_user
               AND (o.oid IS NOT NULL OR d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass)""";

    /** One row for each row, as text: a type without equality is compared all the same. */
    String QUESTION = """
            WITH kept AS (SELECT pg_catalog.md5(ROW(landfall_row.*)::pg_catalog.text) AS m FROM %s landfall_row),
                 gives AS (SELECT pg_catalog.md5(ROW(landfall_row.*)::pg_catalog.text) AS m FROM (%s) landfall_row)
            SELECT NOT EXISTS (SELECT m FROM kept EXCEPT ALL SELECT m FROM gives)
               AND NOT EXISTS (SELECT m FROM gives EXCEPT ALL SELECT m FROM kept)""";

    String COUNTS = "SELECT (SELECT pg_catalog.count(*) FROM %s) = (SELECT pg_catalog.count(*) FROM (%s) landfall_row)";

    /** Asks the target, at its snapshot, in a session of its own. */
    static StaleView judge(ViewContent source, ViewContent target, Snapshot snapshot) {
        try (var session = snapshot.join()) {
            try {
                var definition = definition(session, target);
                if (CHANGING.matcher(definition).find()) {
                    return new OfItsNature(source, target);
                }
                if (session.query(OF_OTHERS, row -> row.getLong(1), target.qualified())
                                .getFirst()
                        > 0) {
                    return new OfTarget(
                            source,
                            target,
                            "what its definition gives was not asked, for it calls functions of another user");
                }
                var question = target.digest().isPresent() ? QUESTION : COUNTS;
                var fresh = session.query(question.formatted(target.qualified(), definition), row -> row.getBoolean(1))
                        .getFirst();
                return fresh
                        ? new OfSource(source, target)
                        : new OfTarget(source, target, "the target's is not what its definition gives there");
            } catch (SQLException e) {
                throw session.failure("asking what " + target.display() + " should hold", e);
            }
        } catch (LandfallException e) {
            return new OfTarget(
                    source,
                    target,
                    "what its definition gives could not be asked: "
                            + e.problem().seen());
        }
    }

    private static String definition(Session session, ViewContent view) throws SQLException {
        return session.query(
                        "SELECT pg_catalog.rtrim(pg_catalog.pg_get_viewdef(?::pg_catalog.regclass), ';')",
                        row -> row.getString(1),
                        view.qualified())
                .getFirst();
    }

    private static String words(ViewContent source, ViewContent target) {
        var name = "materialized view " + source.display() + ": ";
        return source.rows() == target.rows()
                ? name + "same count (" + source.rows() + " rows), other content"
                : name + source.rows() + " rows on the source, " + target.rows() + " on the target";
    }
}
