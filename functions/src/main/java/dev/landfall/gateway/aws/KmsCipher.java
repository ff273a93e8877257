package dev.landfall.gateway.aws;

import dev.landfall.model.Sha256;
import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** The stack's keys at work; no key ever leaves KMS. */
record KmsCipher(Supplier<KmsClient> kms, StackKeys keys) {

    String encrypt(Map<String, String> context, String text) {
        return AwsProblem.guard(
                "encrypt for " + words(context),
                () -> Base64.getEncoder()
                        .encodeToString(kms.get()
                                .encrypt(request -> request.keyId(keys.token())
                                        .encryptionContext(context)
                                        .plaintext(SdkBytes.fromUtf8String(text)))
                                .ciphertextBlob()
                                .asByteArray()));
    }

    /** {@code DECRYPTION_REFUSED} for what was changed, or is of another context or key. */
    String decrypt(Map<String, String> context, String encrypted) {
        return AwsProblem.guard("decrypt for " + words(context), () -> {
            try {
                return kms.get()
                        .decrypt(request -> request.keyId(keys.token())
                                .encryptionContext(context)
                                .ciphertextBlob(SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(encrypted))))
                        .plaintext()
                        .asUtf8String();
            } catch (InvalidCiphertextException | IncorrectKeyException | IllegalArgumentException e) {
                throw Problem.operator(
                                "DECRYPTION_REFUSED",
                                "What should be encrypted for " + words(context)
                                        + " was changed, or is of another context or another key.",
                                "Check that nobody changed the run store, and that the key is the stack's own.")
                        .asException(e);
            }
        });
    }

    byte[] fingerprint(byte[] bytes) {
        return mac(keys.fingerprint(), bytes);
    }

    byte[] signature(String text) {
        return mac(keys.link(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over the SHA-256 of the bytes: KMS takes 4096 bytes at most, and a setting may be a whole JSON document. */
    private byte[] mac(String keyArn, byte[] bytes) {
        return AwsProblem.guard(
                "compute a keyed fingerprint",
                () -> kms.get()
                        .generateMac(request -> request.keyId(keyArn)
                                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                                .message(SdkBytes.fromByteArray(Sha256.of(bytes))))
                        .mac()
                        .asByteArray());
    }

    boolean isSignature(String text, byte[] mac) {
        return AwsProblem.guard("verify a signature", () -> {
            try {
                return kms.get()
                        .verifyMac(request -> request.keyId(keys.link())
                                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                                .message(SdkBytes.fromByteArray(Sha256.of(text.getBytes(StandardCharsets.UTF_8))))
                                .mac(SdkBytes.fromByteArray(mac)))
                        .macValid();
            } catch (KmsInvalidMacException e) {
                return false;
            }
        });
    }

    private static String words(Map<String, String> context) {
        return new TreeMap<>(context).toString();
    }
}
