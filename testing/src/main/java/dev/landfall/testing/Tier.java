package dev.landfall.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a test needs beside the JDK. A tier that is missing something is left out, and the build says so. */
public enum Tier {
    /** Plain values, no other program. */
    PLAIN("plain values and servers inside the JVM", true) {
        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }
    },
    /** Embedded PostgreSQL servers and the system's pg_dump, pg_restore and psql. */
    POSTGRES("real PostgreSQL servers, pg_dump, pg_restore and psql", true) {
        @Override
        public Optional<String> missing() {
            return program("pg_dump")
                    .or(() -> program("pg_restore"))
                    .or(() -> program("psql"))
                    .map(reason -> reason + "; on Debian: apt-get install -y postgresql-client");
        }
    },
    /** PostgreSQL servers of all majors from 12 to 18, and client programs of newer ones than the system's. */
    VERSIONS("PostgreSQL servers from 12 to 18", true) {
        @Override
        public Optional<String> missing() {
            return POSTGRES.missing().or(PostgresClients::missing);
        }
    },
    /** The whole local world: servers, mover processes, engine. */
    WORLD("the whole local world, moved end to end", true) {
        @Override
        public Optional<String> missing() {
            return POSTGRES.missing();
        }
    },
    /** The real AWS SDK against moto, a stand-in for AWS that nobody here wrote. */
    MOTO("the AWS SDK against moto", true) {
        @Override
        public Optional<String> missing() {
            return PythonTools.missing();
        }
    },
    /** Programs that know what AWS accepts and allows, and what an image is built of. */
    LINT("cfn-lint, asl-validator, IAM's evaluation and hadolint on templates, definitions and the Dockerfile", true) {
        @Override
        public Optional<String> missing() {
            return PythonTools.missing().or(NodeTools::missing).or(Dockerfile::missing);
        }
    },
    /** The image's scripts under its own shell, as its own user, with folders mounted as the platform mounts them. */
    MOUNTS("the container's scripts under dash, in a mount namespace", true) {
        @Override
        public Optional<String> missing() {
            return program("dash")
                    .map(reason -> reason + "; on Debian: apt-get install -y dash")
                    .or(MountNamespace::missing);
        }
    },
    /** Programs that read the blueprint kit in the field. */
    KIT("Terraform's parser and formatter, and Helm, on the blueprint kit", true) {
        @Override
        public Optional<String> missing() {
            return KitTools.missing();
        }
    },
    /** A headless browser that looks at the pages. */
    BROWSER("a real browser", true) {
        @Override
        public Optional<String> missing() {
            return program("chromium")
                    .flatMap(reason -> program("google-chrome").map(other -> reason))
                    .map(reason -> reason + "; on Debian: apt-get install -y chromium");
        }
    },
    /** A Kubernetes API server that nobody here wrote. */
    KUBERNETES("the Kubernetes API server that KUBECONFIG names", false) {
        @Override
        public Optional<String> missing() {
            return Optional.ofNullable(System.getenv("KUBECONFIG"))
                            .filter(file -> Files.isReadable(Path.of(file)))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "KUBECONFIG names no readable file; with Go: testing/kubernetes/with-control-plane mvn verify");
        }
    };

    private final String description;
    private final boolean requiredInCi;

    Tier(String description, boolean requiredInCi) {
        this.description = description;
        this.requiredInCi = requiredInCi;
    }

    /** Why tests of this tier cannot run here; empty where they can. */
    public abstract Optional<String> missing();

    public String description() {
        return description;
    }

    /** Whether CI fails where this tier is left out. */
    public boolean requiredInCi() {
        return requiredInCi;
    }

    private static Optional<String> program(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var named = Optional.ofNullable(System.getenv("LANDFALL_PG_BIN")).orElse("");
        var folders = Stream.concat(Stream.of(named), Stream.of(path.split(":")))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        var usual = List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/opt/libpq/bin").stream()
                .map(Path::of);
        var found = Stream.concat(folders, usual).anyMatch(folder -> Files.isExecutable(folder.resolve(name)));
        return found ? Optional.empty() : Optional.of(name + " is not on the PATH");
    }
}
