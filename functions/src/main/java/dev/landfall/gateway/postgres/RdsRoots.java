package dev.landfall.gateway.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The certificate authorities of Amazon RDS and RDS Proxy in all regions, in PEM: what AWS publishes as its global
 * bundle, less what expired before November 2026. The mover's image holds the same file.
 */
public final class RdsRoots {

    private static final String RESOURCE = "rds-roots.pem";

    private RdsRoots() {}

    /** A copy in the temporary folder, because the driver wants a file. */
    public static Path file() {
        try (var bundle = RdsRoots.class.getResourceAsStream(RESOURCE)) {
            if (bundle == null) {
                throw new IllegalStateException(RESOURCE + " is not in the archive");
            }
            var file = Files.createTempFile("rds-roots-", ".pem");
            file.toFile().deleteOnExit();
            Files.write(file, bundle.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the certificate bundle into the temporary folder", e);
        }
    }
}
