package dev.landfall.model.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

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

    /** For a dump: the wanted one, else the nearest newer, else the newest that is not older than the source. */
    public Optional<Integer> forDump(int sourceMajor, Optional<Integer> wanted) {
        return choose(wanted.orElse(sourceMajor), sourceMajor, major -> true);
    }

    /** For a restore: the target's own, else the nearest newer, else the newest that reads the archive. */
    public Optional<Integer> forRestore(int targetMajor, int archiveMajor) {
        return choose(
                targetMajor,
                archiveMajor,
                major -> major < SETS_TRANSACTION_TIMEOUT_FROM || targetMajor >= SETS_TRANSACTION_TIMEOUT_FROM);
    }

    private Optional<Integer> choose(int wanted, int atLeast, IntPredicate fits) {
        var usable = majors.stream()
                .filter(major -> major >= atLeast && fits.test(major))
                .toList();
        return usable.stream()
                .filter(major -> major >= wanted)
                .findFirst()
                .or(() -> usable.reversed().stream().findFirst());
    }
}
