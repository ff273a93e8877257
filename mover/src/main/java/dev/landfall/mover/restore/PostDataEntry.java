package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import java.util.Set;

/**
 * Something that is created after the data: an index, a key, a trigger …
 *
 * @param id within the archive
 * @param kind as {@code pg_dump} names it, such as {@code FK CONSTRAINT}
 * @param name schema and name, as {@code pg_dump} prints them
 * @param dependencies ids within the archive, of what was there before the data, too
 * @param sql one or more statements
 */
record PostDataEntry(int id, String kind, String name, Set<Integer> dependencies, String sql) {

    private static final String ONE_TABLE = "ALTER TABLE ONLY ";

    PostDataEntry {
        dependencies = Set.copyOf(dependencies);
    }

    /** Needs its table's rows and nothing else that comes after the data, as a rule. */
    boolean isIndexOrKey() {
        return isIndex() || kind.equals("CONSTRAINT");
    }

    /** An index leaves its table open to other indexes; whatever else there is wants it alone. */
    boolean isIndex() {
        return kind.equals("INDEX");
    }

    boolean isForeignKey() {
        return kind.equals("FK CONSTRAINT");
    }

    /** The foreign key without the proof that the rows meet it; servers before 18 insist on that for partitioned tables. */
    PostDataEntry notValid() {
        var statement = sql.strip();
        if (!isForeignKey() || !statement.startsWith(ONE_TABLE)) {
            return this;
        }
        if (!statement.endsWith(";")) {
            throw Problem.bug("ARCHIVE_NOT_UNDERSTOOD", "pg_restore prints " + display() + " without an end.")
                    .asException();
        }
        var end = statement.substring(0, statement.length() - 1);
        return end.endsWith(" NOT VALID") || end.endsWith(" NOT ENFORCED")
                ? this
                : new PostDataEntry(id, kind, name, dependencies, end + " NOT VALID;");
    }

    /** The same, behind other statements. */
    PostDataEntry after(String statements) {
        return new PostDataEntry(id, kind, name, dependencies, statements + "\n" + sql);
    }

    /** For people: {@code FK CONSTRAINT public child child_parent_fkey}. */
    String display() {
        return kind + " " + name;
    }
}
