package dev.landfall.mover.restore;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.DatabaseCode;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Creates what comes before the data: schemas, extensions, then all else. Extensions are the target's user's to create, and
 * come before anything that their scripts could meet in a schema.
 *
 * @param sessions of the role that restores, with settings that go before
 * @param code of the source, where the dump told it
 * @param jobs sessions at the same time
 */
record PreData(
        SchemaRestore schema,
        RestoringRole role,
        Function<String, Session> sessions,
        Optional<DatabaseCode> code,
        int jobs,
        StopSignal stop) {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";
    private static final Pattern EXTENSION = Pattern.compile(
            "\\s*(CREATE EXTENSION IF NOT EXISTS " + NAME + " WITH SCHEMA " + NAME + ";)\\s*", Pattern.DOTALL);

    /** Amounts of money in the script are written as the source's locale has them, not as ours. */
    private static final String MONEY = "\nRESET lc_monetary";

    void create() {
        var schemas = schema.schemas();
        create(schemas, 1);
        var extensions = schema.extensions();
        role.inCopy("creating extensions", stop, session -> {
            session.execute(extensions.settings());
            for (var entry : extensions.entries()) {
                create(session, entry);
            }
            role.admitToExtensions(session);
        });
        create(schema.beforeData(), jobs);
        role.inCopy("taking away what the source does not give to everybody", stop, session -> {
            if (code.isPresent()) {
                PublicAccess.close(session, code.get());
            }
        });
    }

    private void create(PostDataScript script, int workers) {
        var settings = script.settings() + MONEY;
        try (var privileged = new PrivilegedEntries(role, settings, stop)) {
            new BeforeData(size(workers), workers, () -> sessions.apply(settings), stop)
                    .create(script.entries(), privileged);
        }
    }

    private BatchSize size(int workers) {
        try (var session = sessions.apply("")) {
            try {
                return BatchSize.of(session, workers);
            } catch (SQLException e) {
                throw session.failure("reading its settings", e);
            }
        }
    }

    /** Only what creates one: it runs with the rights of the target's user. */
    private static void create(Session session, PostDataEntry entry) {
        var statement = EXTENSION.matcher(entry.sql());
        if (!statement.matches()) {
            throw Problem.bug(
                            "ARCHIVE_NOT_UNDERSTOOD",
                            "pg_restore prints " + entry.display() + " as something else than CREATE EXTENSION.")
                    .asException();
        }
        try {
            session.execute(statement.group(1));
        } catch (SQLException e) {
            throw session.failure("creating " + entry.display(), e);
        }
    }
}
