package dev.landfall.mover.store;

import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one database's copy in one run. The state machine hands it to the dump, the restore and the comparison beside
 * their task tokens; it is in no object of the store, so who can only write there can make nothing that they take.
 */
public final class SealKey {

    /** Names the key, 64 hexadecimal digits, in the environment. */
    public static final String VARIABLE = "LANDFALL_SEAL_KEY";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private SealKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** {@code SEAL_KEY_NOT_UNDERSTOOD}; empty where the variable is not set: objects then carry no seal. */
    public static Optional<SealKey> from(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(text -> !text.isEmpty())
                .map(SealKey::parse);
    }

    /** Of 64 hexadecimal digits. */
    public static SealKey parse(String hex) {
        try {
            var bytes = HexFormat.of().parseHex(hex);
            if (bytes.length == BYTES) {
                return new SealKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the text: it may be most of a key.
        }
        throw Problem.operator(
                        "SEAL_KEY_NOT_UNDERSTOOD",
                        "The variable " + VARIABLE + " does not hold " + 2 * BYTES + " hexadecimal digits.",
                        "Start the mover from the state machine, which sets it; or remove the variable.")
                .asException();
    }

    /** Of an object: another one for another place, and for every other content. */
    Sha256 seal(String key, byte[] content, int length) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(this.key);
            mac.update((key + "\n").getBytes(StandardCharsets.UTF_8));
            mac.update(content, 0, length);
            return new Sha256(HexFormat.of().formatHex(mac.doFinal()));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SealKey";
    }
}
