package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Majors of PostgreSQL's client programs in one place, and which of them fits. {@code pg_dump} refuses a newer server,
 * {@code pg_restore} a newer archive, and from 17 on {@code pg_restore} sets a parameter that a server before 17 refuses.
 */
public record ClientMajors(@JsonValue List<Integer> majors) {

    private static final int SETS_TRANSACTION_TIMEOUT_FROM = 17;

    @JsonCreator
    public ClientMajors {
        majors = majors.stream().distinct().sorted().toList();
    }

    /**
     * For a dump: the target's major where it is known, else the source's; else the nearest newer, else the newest that is
     * not older than the source.
     */
    public Optional<Integer> forDump(int sourceMajor, Optional<Integer> targetMajor) {
        return targetMajor.map(this::understoodBy).orElse(this).choose(targetMajor.orElse(sourceMajor), sourceMajor);
    }

    /** For a restore: the target's own, else the nearest newer, else the newest that reads the archive. */
    public Optional<Integer> forRestore(int targetMajor, int archiveMajor) {
        return understoodBy(targetMajor).choose(targetMajor, archiveMajor);
    }

    /** The wanted one; else the nearest newer, else the newest that is not older than {@code atLeast}. */
    public Optional<Integer> choose(int wanted, int atLeast) {
        var usable = majors.stream().filter(major -> major >= atLeast).toList();
        return usable.stream()
                .filter(major -> major >= wanted)
                .findFirst()
                .or(() -> usable.reversed().stream().findFirst());
    }

    /** Those whose {@code pg_restore} sends a server of that major nothing that it refuses. */
    private ClientMajors understoodBy(int targetMajor) {
        return targetMajor >= SETS_TRANSACTION_TIMEOUT_FROM
                ? this
                : new ClientMajors(majors.stream()
                        .filter(major -> major < SETS_TRANSACTION_TIMEOUT_FROM)
                        .toList());
    }
}
