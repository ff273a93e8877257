package dev.landfall.gateway;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** How 32 bytes of a signature are written: 43 characters of base64url, and only in one way. */
public final class SignatureText {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SignatureText() {}

    public static String of(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /** Whether it may be a signature at all. */
    public static boolean isShaped(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Empty for what is none, bits that the last character does not use included. */
    public static Optional<byte[]> read(String text) {
        return Optional.of(text)
                .filter(SignatureText::isShaped)
                .map(Base64.getUrlDecoder()::decode)
                .filter(mac -> of(mac).equals(text));
    }
}
