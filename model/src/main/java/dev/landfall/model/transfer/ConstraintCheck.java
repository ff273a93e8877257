package dev.landfall.model.transfer;

import java.util.Locale;

/** When a restore proves that the rows it loaded meet their foreign keys. */
public enum ConstraintCheck {
    /** When it adds them. */
    NOW,
    /** Later, by {@code mover validate}: they are added NOT VALID and hold for new rows at once. */
    AFTER;

    /** As on the command line: {@code now}, {@code after}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
