package dev.landfall.model;

import java.util.regex.Pattern;

/**
 * A mail address as Landfall takes one: nothing that could be read as a second line, a link or a second address. At most
 * 254 characters, which is the longest that mail knows (RFC 5321).
 */
public final class MailAddress {

    private static final int LONGEST = 254;
    private static final Pattern VALID = Pattern.compile(
            "[A-Za-z0-9_%+-](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_%+-])?@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");

    private MailAddress() {}

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && VALID.matcher(text).matches();
    }
}
