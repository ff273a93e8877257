package dev.landfall.gateway.aws;

import dev.landfall.model.Sha256;
import dev.landfall.model.failure.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** The stack's keys at work; no key ever leaves KMS. The purpose is the encryption context, so it is authenticated. */
record KmsCipher(Supplier<KmsClient> kms, StackKeys keys) {

    String encrypt(String purpose, String text) {
        return AwsProblem.guard(
                "encrypt for the purpose " + purpose,
                () -> Base64.getEncoder()
                        .encodeToString(kms.get()
                                .encrypt(request -> request.keyId(keys.token())
                                        .encryptionContext(context(purpose))
                                        .plaintext(SdkBytes.fromUtf8String(text)))
                                .ciphertextBlob()
                                .asByteArray()));
    }

    /** {@code DECRYPTION_REFUSED} for what was changed, or is of another purpose or key. */
    String decrypt(String purpose, String encrypted) {
        return AwsProblem.guard("decrypt for the purpose " + purpose, () -> {
            try {
                return kms.get()
                        .decrypt(request -> request.keyId(keys.token())
                                .encryptionContext(context(purpose))
                                .ciphertextBlob(SdkBytes.fromByteArray(
                                        Base64.getDecoder().decode(encrypted))))
                        .plaintext()
                        .asUtf8String();
            } catch (InvalidCiphertextException | IncorrectKeyException | IllegalArgumentException e) {
                throw Problem.operator(
                                "DECRYPTION_REFUSED",
                                "Something encrypted for the purpose " + purpose
                                        + " was changed, or is of another purpose or another key.",
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

    private static Map<String, String> context(String purpose) {
        return Map.of("purpose", purpose);
    }
}
