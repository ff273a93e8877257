package dev.landfall.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.contract.PackedArchive;
import dev.landfall.embedded.PostgresOptions;
import dev.landfall.embedded.PostgresServer;
import dev.landfall.embedded.S3Server;
import dev.landfall.gateway.RecordSet;
import dev.landfall.local.world.dns.NameServer;
import dev.landfall.local.world.dns.ZoneAnswers;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions' archive as Lambda gets it: not too large, and whole where no contract test of a gateway looks. */
class ArchiveIT {

    /** What a function downloads before it starts for the first time. */
    private static final long MOST_BYTES = 25_000_000;

    private static final Path ARCHIVE = Path.of(System.getProperty(PackedArchive.PROPERTY, "no archive"));
    private static final String NAME = "retool.example.com";

    @TempDir
    Path folder;

    @Test
    void isNotLarge() throws IOException {
        assertThat(Files.size(ARCHIVE))
                .as("bytes of " + ARCHIVE.getFileName() + "; see what archive.pro keeps of the largest: " + largest())
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void holdsEveryClassOfOursAndNoResolverForTheWholeProgram() throws IOException {
        try (var archive = new ZipFile(ARCHIVE.toFile())) {
            assertThat(archive.stream().map(entry -> entry.getName()))
                    .contains(
                            "dev/landfall/handler/ApprovalPage.class",
                            "dev/landfall/gateway/postgres/rds-roots.pem",
                            "META-INF/THIRD-PARTY.txt",
                            "META-INF/services/java.sql.Driver")
                    .as("dnsjava would answer every look-up of the function")
                    .doesNotContain("META-INF/services/java.net.spi.InetAddressResolverProvider");
        }
    }

    @Test
    void asksEverythingThatAFunctionAsks() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var cache = Path.of(System.getProperty("java.io.tmpdir"), "landfall-test-postgres");
        var zone = new ZoneAnswers(
                "example.com",
                name -> List.of(new RecordSet(NAME, "CNAME", 60, List.of("target.elb.example.net"), false)));
        var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
        try (var store = S3Server.start(folder.resolve("s3"), 0);
                var cluster = KubernetesApi.start(folder.resolve("objects.json"), 0);
                var names = NameServer.start("names", 0, zone);
                var server = PostgresServer.start(PostgresOptions.in(folder.resolve("data"), cache, "test only")
                        .withoutFsync())) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            ARCHIVE + System.getProperty("path.separator") + ownClasses(),
                            ArchiveProgram.class.getName(),
                            names.address(),
                            NAME,
                            String.valueOf(server.port()),
                            "test only",
                            "http://127.0.0.1:" + web.getAddress().getPort() + "/api/checkHealth",
                            cluster.url(),
                            store.endpoint().toString(),
                            S3Server.BUCKET)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said)
                    .contains(
                            "dns NOERROR [target.elb.example.net]",
                            "postgres 15 []",
                            "http 204",
                            "kubernetes CREATED REMOVED UNCHANGED",
                            "s3 CREATED UNCHANGED [kept] true REMOVED",
                            "token k8s-aws-v1.")
                    .doesNotContain("Exception");
        } finally {
            web.stop(0);
        }
    }

    /** The packages that take most of the archive, with their bytes in it. */
    private static String largest() throws IOException {
        try (var archive = new ZipFile(ARCHIVE.toFile())) {
            var bytes = archive.stream()
                    .collect(Collectors.groupingBy(
                            entry -> Stream.of(entry.getName().split("/"))
                                    .limit(5)
                                    .collect(Collectors.joining(".")),
                            Collectors.summingLong(ZipEntry::getCompressedSize)));
            return bytes.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(8)
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /** Where the program itself is; the libraries that lie there besides are not on that path. */
    private static Path ownClasses() {
        return Path.of(ArchiveIT.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
