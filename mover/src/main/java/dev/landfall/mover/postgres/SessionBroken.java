package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import java.sql.SQLException;

/** A worker's session broke in the middle of a piece of work, which can be begun again in a new one. */
public final class SessionBroken extends SQLException {

    private final transient LandfallException failure;

    /** @param failure what it is where no new session helps */
    public SessionBroken(LandfallException failure) {
        super(failure.problem().seen(), failure);
        this.failure = failure;
    }

    LandfallException failure() {
        return failure;
    }
}
