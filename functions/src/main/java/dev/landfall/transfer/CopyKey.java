package dev.landfall.transfer;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The key with which the movers of one database's copy seal what they write; it is handed over by the state machine only. */
public final class CopyKey {

    private static final int BYTES = 32;

    private CopyKey() {}

    /** Another one at each call: 64 hexadecimal digits. */
    public static String fresh() {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
