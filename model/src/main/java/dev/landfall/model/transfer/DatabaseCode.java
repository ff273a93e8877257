package dev.landfall.model.transfer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The code of a database and who may do what with its objects: what a copy must not give more rights to. What an extension
 * made is left out.
 *
 * @param asOwner what runs with its owner's rights, whoever causes it
 * @param owners what those owners may do on their server
 * @param ran what a restore or the work after it runs, by kind
 * @param closed what everybody may do as a rule and here may not: {@code EXECUTE on public.f(integer)}
 * @param open what everybody may do here and as a rule may not: {@code SELECT on table public.t}
 * @param grants what roles were given that own nothing of it, in numbers
 * @param marks security of functions, tables and views, a line each
 */
public record DatabaseCode(
        List<Owned> asOwner,
        List<RolePowers> owners,
        List<Ran> ran,
        List<String> closed,
        List<String> open,
        List<Grants> grants,
        List<String> marks) {

    /** Code with its owner: {@code SECURITY DEFINER function public.f(integer)}. */
    public record Owned(String name, String owner) {}

    /**
     * Code of one kind.
     *
     * @param kind in the plural
     * @param first some of the names, the first by the alphabet
     */
    public record Ran(String kind, long count, List<String> first) {
        public Ran {
            first = List.copyOf(first);
        }
    }

    /**
     * How often a role was given a privilege on objects of a kind.
     *
     * @param kind such as {@code table}
     */
    public record Grants(String role, String privilege, String kind, long count) {

        /** For people, and to find the other side's. */
        public String what() {
            return role + " has " + privilege + " on " + kind + "s";
        }
    }

    /**
     * Code that would run with more rights.
     *
     * @param beyond what the new owner may and its owner may not
     */
    public record Gain(Owned code, Set<String> beyond) {

        public String words() {
            return code.name() + " of " + code.owner() + " (gains " + String.join(", ", beyond) + ")";
        }
    }

    public DatabaseCode {
        asOwner = List.copyOf(asOwner);
        owners = List.copyOf(owners);
        ran = List.copyOf(ran);
        closed = List.copyOf(closed);
        open = List.copyOf(open);
        grants = List.copyOf(grants);
        marks = List.copyOf(marks);
    }

    /** A session on the database; a name is told with its schema where the session has no search path. */
    @FunctionalInterface
    public interface Database {
        /** Rows of text. */
        List<List<String>> query(String sql) throws SQLException;
    }

    public static DatabaseCode of(Database database) throws SQLException {
        return new DatabaseCode(
                database.query(DatabaseCodeQueries.AS_OWNER).stream()
                        .map(row -> new Owned(row.get(0), row.get(1)))
                        .toList(),
                database.query(DatabaseCodeQueries.OWNERS).stream()
                        .map(row -> RolePowers.of(row.get(0), row.get(1)))
                        .toList(),
                ran(database.query(DatabaseCodeQueries.RAN)),
                column(database.query(DatabaseCodeQueries.CLOSED)),
                column(database.query(DatabaseCodeQueries.OPEN)),
                database.query(DatabaseCodeQueries.GRANTS).stream()
                        .map(row -> new Grants(row.get(0), row.get(1), row.get(2), Long.parseLong(row.get(3))))
                        .toList(),
                column(database.query(DatabaseCodeQueries.MARKS)));
    }

    private static List<String> column(List<List<String>> rows) {
        return rows.stream().map(List::getFirst).toList();
    }

    private static List<Ran> ran(List<List<String>> rows) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (var row : rows) {
            names.computeIfAbsent(row.get(0), kind -> new ArrayList<>()).add(row.get(1));
            counts.put(row.get(0), Long.parseLong(row.get(2)));
        }
        return names.entrySet().stream()
                .map(kind -> new Ran(kind.getKey(), counts.getOrDefault(kind.getKey(), 0L), kind.getValue()))
                .toList();
    }

    /** What would run with more rights if it belonged to that role. */
    public List<Gain> gains(RolePowers newOwner) {
        return asOwner.stream()
                .map(code -> new Gain(
                        code,
                        new TreeSet<>(newOwner.beyond(RolePowers.of(code.owner(), owners)
                                .orElseGet(() -> new RolePowers(code.owner(), List.of()))))))
                .filter(gain -> !gain.beyond().isEmpty())
                .toList();
    }
}
