package dev.landfall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedStoreTest {

    @TempDir
    Path folder;

    /** It wrote into the original before. */
    @Test
    void aCopyNamesItsOwnObjects() throws IOException {
        var original = "file:///elsewhere/Mein%20Ordner/s3/landfall/";
        var bucket = Files.createDirectories(folder.resolve("s3 copy/landfall"));
        var object = Files.createDirectory(bucket.resolve("4a07ba5c"));
        var aside = Files.writeString(bucket.resolve("bucketMetadata.json"), "{\"path\":\"" + original + "\"}");
        var data = Files.writeString(
                object.resolve("objectMetadata.json"),
                "{\"key\":\"a\",\"dataPath\":\"" + original + "4a07ba5c/binaryData\"}");

        MovedStore.settle(folder.resolve("s3 copy"));

        assertThat(data).hasContent("{\"key\":\"a\",\"dataPath\":\"" + bucket.toUri() + "4a07ba5c/binaryData\"}");
        assertThat(aside).hasContent("{\"path\":\"" + bucket.toUri() + "\"}");
    }
}
