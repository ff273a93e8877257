package dev.landfall.local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The stack's key on a laptop: 32 random bytes in a file of the owner's; each use derives its own key from it. */
final class VaultKey {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] root;
    private final SecureRandom random = new SecureRandom();

    private VaultKey(byte[] root) {
        this.root = root;
    }

    static VaultKey in(Path folder) {
        var file = folder.resolve("key");
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                PrivateFile.write(file, fresh);
            }
            return new VaultKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the key " + file, e);
        }
    }

    byte[] hmac(String use, byte[] bytes) {
        return mac(mac(root, use.getBytes(StandardCharsets.UTF_8)), bytes);
    }

    private static byte[] mac(byte[] key, byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    byte[] encrypt(Map<String, String> context, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, context, nonce).doFinal(plain);
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    byte[] decrypt(Map<String, String> context, byte[] whole) {
        try {
            return cipher(Cipher.DECRYPT_MODE, context, Arrays.copyOf(whole, NONCE_BYTES))
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw Problem.operator(
                            "DECRYPTION_REFUSED",
                            "What should be encrypted for " + new TreeMap<>(context)
                                    + " was changed, or is of another context or another key.",
                            "Check that nobody changed the run store, and that the key is the stack's own.")
                    .asException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    private Cipher cipher(int mode, Map<String, String> context, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(hmac("encryption", new byte[0]), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(authenticated(context));
        return cipher;
    }

    private static byte[] authenticated(Map<String, String> context) {
        try {
            return Json.MAPPER.writeValueAsBytes(new TreeMap<>(context));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts always have a JSON form", e);
        }
    }
}
