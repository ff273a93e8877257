package dev.landfall.embedded;

import dev.landfall.embedded.s3.S3Program;
import dev.landfall.model.failure.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Finds the S3 program, one archive that Maven put on the class path, and what is added to it. */
final class S3Archive {

    private static final String MARK = "BOOT-INF/classes/com/adobe/testing/s3mock/S3MockApplication.class";

    private S3Archive() {}

    static Path program() {
        var entry = S3Archive.class.getClassLoader().getResource(MARK);
        if (entry == null || !entry.getPath().contains("!")) {
            throw Problem.operator(
                            "S3_PROGRAM_MISSING",
                            "The archive s3mock-exec.jar is not on the class path.",
                            "Build again with Maven, and start with all jars of the build on the class path.")
                    .asException();
        }
        return Path.of(URI.create(entry.getPath().substring(0, entry.getPath().indexOf('!'))));
    }

    /** Our classes: a folder in a build, a jar when shipped. */
    static Path addition() {
        try {
            return Path.of(S3Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of a loaded class is not a URI", e);
        }
    }
}
