package dev.landfall.model.transfer;

import java.util.List;
import java.util.Optional;

/**
 * What a restore and a comparison must know of a source beside its objects.
 *
 * @param invalidIndexes as {@code schema.index}: what is invalid on the source is no difference on the target
 * @param roles that policies and user mappings name; they must be on the target, or their creation fails there
 * @param notes what the dump noticed and nobody need act on, in words
 * @param database what the dump read, so that no restore replaces it; empty in what an earlier Landfall wrote
 * @param code its code and who may do what with it, which no copy may give more rights to; empty in what an earlier
 *     Landfall wrote
 * @param unprinted what {@code pg_dump} prints nothing of; empty in the plan, and in what an older dump left
 * @param mark of the snapshot that was read, so that later writes can be told from what was copied; empty where the
 *     server's log did not reach it in time, and in what an earlier Landfall wrote
 */
public record SourceState(
        List<String> invalidIndexes,
        List<String> roles,
        List<String> notes,
        Optional<SeenDatabase> database,
        Optional<DatabaseCode> code,
        Optional<UnprintedState> unprinted,
        Optional<WriteMark> mark) {

    public SourceState {
        invalidIndexes = List.copyOf(invalidIndexes);
        roles = List.copyOf(roles);
        notes = List.copyOf(notes);
    }

    /** Of a plan. */
    public SourceState(
            List<String> invalidIndexes, List<String> roles, List<String> notes, Optional<SeenDatabase> database) {
        this(invalidIndexes, roles, notes, database, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public SourceState withNotes(List<String> newNotes) {
        return new SourceState(invalidIndexes, roles, newNotes, database, code, unprinted, mark);
    }

    public SourceState withUnprinted(UnprintedState state) {
        return new SourceState(invalidIndexes, roles, notes, database, code, Optional.of(state), mark);
    }

    public SourceState withCode(DatabaseCode found) {
        return new SourceState(invalidIndexes, roles, notes, database, Optional.of(found), unprinted, mark);
    }

    public SourceState withMark(Optional<WriteMark> taken) {
        return new SourceState(invalidIndexes, roles, notes, database, code, unprinted, taken);
    }
}
