package dev.landfall.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/permissions.md says what the policies say; {@code -Dlandfall.write.docs=true} writes it again. */
class PermissionsPageTest {

    @Test
    void thePageIsTheTable() throws IOException {
        var page = Path.of(System.getProperty("landfall.root"), "docs", "permissions.md");
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, PermissionsPage.markdown());
        }

        assertThat(Files.readString(page))
                .as("stale: mvn test -pl infra -am -Dtest=PermissionsPageTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(PermissionsPage.markdown());
    }
}
