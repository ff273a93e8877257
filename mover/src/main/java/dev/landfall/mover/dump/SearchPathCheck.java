package dev.landfall.mover.dump;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.SearchPathTrial;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code SEARCH_PATH_NEEDED}: what a restore would fail at after all rows are in, told before the first is read. */
final class SearchPathCheck {

    private static final Duration WITHIN = Duration.ofSeconds(8);
    private static final int NAMED = 5;

    private SearchPathCheck() {}

    /** Reads on the source, in a transaction that is rolled back. */
    static void refuse(Server source, StopSignal stop) {
        try (var session = source.open(stop)) {
            try {
                session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                var trial = SearchPathTrial.of(asked(session), WITHIN);
                session.execute("ROLLBACK");
                if (!trial.failing().isEmpty()) {
                    throw problem(trial.failing());
                }
            } catch (SQLException e) {
                throw session.failure("trying what needs a search path", e);
            }
        }
    }

    private static RuntimeException problem(List<String> failing) {
        return Problem.operator(
                        "SEARCH_PATH_NEEDED",
                        "A restore, which has no search path, would fail at "
                                + String.join(
                                        ", ", failing.stream().limit(NAMED).toList())
                                + (failing.size() > NAMED ? " and " + (failing.size() - NAMED) + " more" : "") + ".",
                        "Name the schema inside of the functions and views that these use, or give the functions a path (ALTER"
                                + " FUNCTION … SET search_path = …) on the source; then run again.")
                .asException();
    }

    private static SearchPathTrial.Database asked(Session session) {
        return new SearchPathTrial.Database() {
            @Override
            public void execute(String sql) throws SQLException {
                session.execute(sql);
            }

            @Override
            public List<List<String>> query(String sql) throws SQLException {
                return session.query(sql, row -> {
                    var columns = new ArrayList<String>();
                    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(row.getString(i)));
                    }
                    return columns;
                });
            }
        };
    }
}
