package dev.landfall.local;

import dev.landfall.testing.Libraries;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A version is a name; the bytes behind it are what was looked at when it was taken. */
class LibrariesTest {

    @Test
    void everyLibraryHasTheBytesThatWereCommitted() throws IOException {
        Libraries.verify("local");
    }
}
