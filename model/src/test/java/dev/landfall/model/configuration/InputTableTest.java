package dev.landfall.model.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/input.md holds the schema's table; {@code -Dlandfall.write.docs=true} writes it again. */
class InputTableTest {

    private static final String BEGIN = "<!-- from landfall.schema.json: begin -->\n";
    private static final String END = "<!-- from landfall.schema.json: end -->\n";

    @Test
    void thePageHoldsTheSchemasTable() throws IOException {
        var page = Path.of(System.getProperty("landfall.root"), "docs", "input.md");
        var text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        var expected = text.substring(0, begin)
                + InputTable.markdown(ConfigurationSchema.tree())
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(page, expected);
        }

        assertThat(Files.readString(page))
                .as("stale: mvn test -pl model -am -Dtest=InputTableTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(expected);
    }
}
