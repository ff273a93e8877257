package dev.landfall.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
    public String encrypt(String purpose, String text) {
        return purpose + ":" + new StringBuilder(text).reverse();
    }

    @Override
    public String decrypt(String purpose, String encrypted) {
        return new StringBuilder(encrypted.substring(purpose.length() + 1))
                .reverse()
                .toString();
    }

    @Override
    public String fingerprint(byte[] bytes) {
        throw new UnsupportedOperationException("fingerprint");
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
