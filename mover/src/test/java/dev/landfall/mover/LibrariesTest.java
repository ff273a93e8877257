package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A version is a name; the bytes behind it are what was looked at when it was taken. */
class LibrariesTest {

    @Test
    void everyLibraryHasTheBytesThatWereCommitted() throws IOException {
        var root = Path.of(System.getProperty("landfall.root"));
        var found = Libraries.onClassPath(System.getProperty("java.class.path"), root);
        var libraries = Libraries.ofThisModule();
        if (Boolean.getBoolean("landfall.write.docs")) {
            libraries.write(found);
        }

        assertThat(found).isNotEmpty();
        assertThat(libraries.expected())
                .as(
                        "after a change of versions: mvn test -pl mover -am -Dtest=LibrariesTest -Dlandfall.write.docs=true "
                                + "-Dsurefire.failIfNoSpecifiedTests=false")
                .containsAllEntriesOf(found);
    }
}
