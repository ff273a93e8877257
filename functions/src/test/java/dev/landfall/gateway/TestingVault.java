package dev.landfall.gateway;

import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs in earnest; what it encrypts is only turned around, which is enough to see plain text that got out. */
public final class TestingVault implements SecretVault {

    @Override
    public SecretText resolve(String reference) {
        throw new UnsupportedOperationException(reference);
    }

    @Override
    public String keep(String name, SecretText value) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public String encrypt(Map<String, String> context, String text) {
        return new TreeMap<>(context) + ":" + new StringBuilder(text).reverse();
    }

    @Override
    public String decrypt(Map<String, String> context, String encrypted) {
        var expected = new TreeMap<>(context) + ":";
        if (!encrypted.startsWith(expected)) {
            throw Problem.operator("DECRYPTION_REFUSED", "It is of another context.", "Look at the run store.")
                    .asException();
        }
        return new StringBuilder(encrypted.substring(expected.length()))
                .reverse()
                .toString();
    }

    @Override
    public String fingerprint(byte[] bytes) {
        throw new UnsupportedOperationException("fingerprint");
    }

    @Override
    public boolean verify(String text, String signature) {
        return sign(text).equals(signature);
    }

    @Override
    public String sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
