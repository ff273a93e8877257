package dev.landfall.model.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every session of ours and every client program is told, whatever {@code ALTER DATABASE … SET} or
 * {@code ALTER ROLE … SET} say: otherwise two servers would write the same thing differently, or take it differently. All
 * of them are settings that any user may change and that servers know from 12 on.
 */
public enum SessionSettings {
    /** What keeps the role or the database from writing is left alone. */
    READING,
    WRITING;

    private static final Map<String, String> VALUES = pinned();

    private static Map<String, String> pinned() {
        var values = new LinkedHashMap<String, String>();
        values.put("search_path", "");
        values.put("row_security", "off");
        values.put("statement_timeout", "0");
        values.put("lock_timeout", "0");
        values.put("idle_in_transaction_session_timeout", "0");
        values.put("DateStyle", "ISO, YMD");
        values.put("IntervalStyle", "postgres");
        values.put("TimeZone", "UTC");
        values.put("extra_float_digits", "3");
        values.put("bytea_output", "hex");
        values.put("xmlbinary", "base64");
        values.put("xmloption", "content");
        values.put("lc_monetary", "C");
        values.put("lc_numeric", "C");
        values.put("lc_time", "C");
        values.put("quote_all_identifiers", "off");
        values.put("standard_conforming_strings", "on");
        values.put("backslash_quote", "safe_encoding");
        values.put("array_nulls", "on");
        values.put("transform_null_equals", "off");
        values.put("synchronize_seqscans", "off");
        values.put("default_table_access_method", "heap");
        values.put("default_transaction_isolation", "read committed");
        values.put("default_transaction_deferrable", "off");
        return values;
    }

    /** For a session that is open. */
    String statements() {
        return own().entrySet().stream()
                .map(setting -> "SET " + setting.getKey() + " = '" + setting.getValue() + "'")
                .collect(Collectors.joining("; "));
    }

    /** For {@code PGOPTIONS}, which comes before what the database and the role say. */
    public String options() {
        return own().entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "="
                        + setting.getValue().replace("\\", "\\\\").replace(" ", "\\ "))
                .collect(Collectors.joining(" "));
    }

    private Map<String, String> own() {
        var values = new LinkedHashMap<>(VALUES);
        if (this == WRITING) {
            values.put("default_transaction_read_only", "off");
        }
        return values;
    }
}
