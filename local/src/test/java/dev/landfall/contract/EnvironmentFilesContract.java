package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** What every reader of environment files does: {@value #ARN} holds {@link #CONTENT}. */
public abstract class EnvironmentFilesContract {

    public static final String ARN = "arn:aws:s3:::retool-configuration/production/retool.env";
    public static final SecretText CONTENT = SecretText.of("# comment\nSMTP_PASSWORD=pa$$ %?#[word]\n");

    protected abstract EnvironmentFiles files();

    @Test
    void fileComesBackByteForByte() {
        assertThat(files().read(ARN)).isEqualTo(CONTENT);
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> files().read("arn:aws:s3:::retool-configuration/gone.env"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("ENVIRONMENT_FILE_UNREADABLE")
                .hasMessageContaining("gone.env");
    }
}
