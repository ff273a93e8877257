package dev.landfall.model.transfer;

/** Names in SQL text. */
public final class SqlName {

    private SqlName() {}

    /** An identifier between double quotes, whatever it holds. */
    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String qualified(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    /** A string literal that reads the same with any {@code standard_conforming_strings}. */
    public static String literal(String text) {
        var plain = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? " E" + plain.replace("\\", "\\\\") : plain;
    }
}
