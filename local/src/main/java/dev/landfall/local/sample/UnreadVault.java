package dev.landfall.local.sample;

import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.model.failure.Problem;
import java.util.Map;

/** A vault of a source that only files tell of: what they refer to stands in an account, and is not read. */
record UnreadVault(SecretVault own) implements SecretVault {

    static final String CODE = "SECRET_NOT_READ";

    @Override
    public SecretText resolve(String reference) {
        if (reference.startsWith("file:")) {
            return own.resolve(reference);
        }
        throw Problem.operator(
                        CODE,
                        "It stands in the account, which these files do not open.",
                        "Deploy Landfall and capture there: its functions read it, and nothing of it leaves the account.")
                .asException();
    }

    @Override
    public String keep(String name, SecretText value) {
        return own.keep(name, value);
    }

    @Override
    public String encrypt(Map<String, String> context, String text) {
        return own.encrypt(context, text);
    }

    @Override
    public String decrypt(Map<String, String> context, String encrypted) {
        return own.decrypt(context, encrypted);
    }

    @Override
    public String fingerprint(byte[] bytes) {
        return own.fingerprint(bytes);
    }

    @Override
    public String sign(String text) {
        return own.sign(text);
    }

    @Override
    public boolean verify(String text, String signature) {
        return own.verify(text, signature);
    }
}
