package dev.landfall.local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.SignatureText;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets Manager and KMS as a handler sees them. A kept secret is a file below the folder that only its owner can
 * read, so its {@code file:} reference works for the mover's process too. {@link #plant} stands in for secrets that
 * were there before Landfall, under their ARN.
 */
public final class InMemorySecretVault implements SecretVault {

    private final Path folder;
    private final VaultKey key;

    /** Opens the vault in a folder; its key is made there the first time. */
    public InMemorySecretVault(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.key = VaultKey.in(this.folder);
    }

    @Override
    public SecretText resolve(String reference) {
        if (reference.startsWith("file:")) {
            return SecretText.of(read(Path.of(reference.substring("file:".length())), reference));
        }
        if (!reference.startsWith("arn:") && !reference.startsWith("/")) {
            throw Problem.operator(
                            "SECRET_REFERENCE_UNKNOWN",
                            "The reference " + reference + " is of no kind that this vault knows.",
                            "Give a Secrets Manager ARN, an SSM parameter or file:/path.")
                    .asException();
        }
        var parts = reference.split(":", -1);
        boolean withKey = reference.contains(":secretsmanager:") && parts.length > 7 && !parts[7].isEmpty();
        var whole = read(planted(reference), reference);
        return SecretText.of(withKey ? jsonKey(whole, parts[7], reference) : whole);
    }

    private static byte[] jsonKey(byte[] whole, String name, String reference) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(whole);
        } catch (IOException e) {
            // The parser's message quotes the text it could not read, so it must not travel on as a cause.
            throw missing(reference, "is not JSON, so it has no key " + name);
        }
        return Optional.ofNullable(tree.get(name))
                .map(value -> value.asText().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> missing(reference, "has no key " + name));
    }

    private static byte[] read(Path file, String reference) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw missing(reference, "does not exist");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret behind " + reference, e);
        }
    }

    private static RuntimeException missing(String reference, String why) {
        return Problem.operator(
                        "SECRET_MISSING",
                        "The secret " + reference + " " + why + ".",
                        "Check the reference and that the secret was not deleted.")
                .asException();
    }

    @Override
    public String keep(String name, SecretText value) {
        var file = folder.resolve("kept").resolve(fileName(name));
        write(file, value);
        return "file:" + file;
    }

    /** Puts a secret where {@link #resolve} finds it by its ARN or parameter name. */
    public void plant(String arn, SecretText value) {
        write(planted(arn), value);
    }

    private Path planted(String reference) {
        var parts = reference.split(":", -1);
        var base = reference.contains(":secretsmanager:") && parts.length > 7
                ? String.join(":", java.util.Arrays.copyOf(parts, 7))
                : reference;
        return folder.resolve("planted").resolve(fileName(base));
    }

    private static String fileName(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, SecretText value) {
        try {
            PrivateFile.write(file, value.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a secret in " + file, e);
        }
    }

    @Override
    public String encrypt(Map<String, String> context, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.encrypt(context, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String decrypt(Map<String, String> context, String encrypted) {
        return new String(key.decrypt(context, Base64.getUrlDecoder().decode(encrypted)), StandardCharsets.UTF_8);
    }

    @Override
    public String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(key.hmac("fingerprint", bytes));
    }

    @Override
    public String sign(String text) {
        return SignatureText.of(mac(text));
    }

    @Override
    public boolean verify(String text, String signature) {
        return SignatureText.read(signature)
                .map(given -> MessageDigest.isEqual(mac(text), given))
                .orElse(false);
    }

    private byte[] mac(String text) {
        return key.hmac("link", text.getBytes(StandardCharsets.UTF_8));
    }
}
