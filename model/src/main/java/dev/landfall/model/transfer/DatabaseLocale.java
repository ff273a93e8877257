package dev.landfall.model.transfer;

/** How a database encodes and sorts text: {@code UTF8}, {@code en_US.UTF-8}, {@code en_US.UTF-8}. */
public record DatabaseLocale(String encoding, String collate, String ctype) {

    /** Whether a database of the target's encoding holds all that one of the source's says: text of no encoding may be anything. */
    public static boolean canHold(String target, String source) {
        return target.equals(source) || (target.equals("UTF8") && !source.equals("SQL_ASCII"));
    }
}
