package dev.landfall.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.contract.SecretVaultContract;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SecretVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemorySecretVaultTest extends SecretVaultContract {

    @TempDir
    Path folder;

    @Override
    protected InMemorySecretVault vault() {
        return new InMemorySecretVault(folder);
    }

    @Override
    protected String planted(SecretVault vault, String name, SecretText value) {
        var arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + name + "-AbCdEf";
        ((InMemorySecretVault) vault).plant(arn, value);
        return arn;
    }

    @Test
    void keptSecretIsAFileOfItsOwnerOnly() throws IOException {
        var reference = vault().keep("landfall/source/app", SecretText.of("value"));
        var file = Path.of(reference.substring("file:".length()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void laterProcessHasTheSameKey() {
        var encrypted = vault().encrypt(Map.of("purpose", "token"), "text");
        assertThat(vault().decrypt(Map.of("purpose", "token"), encrypted)).isEqualTo("text");
        assertThat(vault().fingerprint(new byte[] {1})).isEqualTo(vault().fingerprint(new byte[] {1}));
    }
}
