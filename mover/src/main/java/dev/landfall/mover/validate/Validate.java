package dev.landfall.mover.validate;

import dev.landfall.model.transfer.SqlName;
import dev.landfall.model.transfer.ValidationResult;
import dev.landfall.mover.postgres.LockLimit;
import dev.landfall.mover.postgres.Server;
import dev.landfall.mover.postgres.Session;
import dev.landfall.mover.postgres.Workers;
import dev.landfall.mover.progress.StopSignal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Proves the foreign keys that a restore with constraints {@code after} added NOT VALID. Readers and writers of the tables
 * go on meanwhile. Those that the source had not validated either are left as they are. Can run twice.
 */
public final class Validate {

    private final Server target;
    private final Collection<String> leftAlone;
    private final int jobs;
    private final LockLimit locks;
    private final StopSignal stop;

    /**
     * Of one database.
     *
     * @param leftAlone as {@code schema.table.constraint}: not valid on the source
     * @param locks how long each table may be locked by somebody
     */
    public Validate(Server target, Collection<String> leftAlone, int jobs, LockLimit locks, StopSignal stop) {
        this.target = target;
        this.leftAlone = List.copyOf(leftAlone);
        this.jobs = jobs;
        this.locks = locks;
        this.stop = stop;
    }

    private record ForeignKey(String schema, String table, String name) {

        String display() {
            return schema + "." + table + "." + name;
        }
    }

    /** {@code TARGET_FAILED}, naming the key, where rows do not meet it, {@code NO_PROGRESS} where its table stays locked; keys proven before stay so. */
    public ValidationResult run() {
        var started = System.nanoTime();
        var keys = notValid().stream()
                .filter(key -> !leftAlone.contains(key.display()))
                .toList();
        Queue<ForeignKey> left = new ConcurrentLinkedQueue<>(keys);
        new Workers(jobs, () -> locks.on(target.open(stop)), stop)
                .run("validating foreign keys", () -> Optional.ofNullable(left.poll()), this::validate);
        return new ValidationResult(
                target.url().database(),
                keys.stream().map(ForeignKey::display).toList(),
                Math.round((System.nanoTime() - started) / 1e6) / 1e3);
    }

    private void validate(Session session, ForeignKey key) {
        try {
            session.execute("ALTER TABLE ONLY " + SqlName.qualified(key.schema(), key.table()) + " VALIDATE CONSTRAINT "
                    + SqlName.quoted(key.name()));
        } catch (SQLException e) {
            throw session.failure("validating the foreign key " + key.display(), e);
        }
    }

    private List<ForeignKey> notValid() {
        try (var session = target.open(stop)) {
            try {
                return session.query("""
                        SELECT n.nspname, r.relname, c.conname
                          FROM pg_catalog.pg_constraint c
                          JOIN pg_catalog.pg_class r ON r.oid = c.conrelid
                          JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                         WHERE c.contype = 'f' AND NOT c.convalidated AND r.relkind = 'r' ORDER BY 1, 2, 3""", row -> new ForeignKey(row.getString(1), row.getString(2), row.getString(3)));
            } catch (SQLException e) {
                throw session.failure("looking for foreign keys that are not validated", e);
            }
        }
    }
}
