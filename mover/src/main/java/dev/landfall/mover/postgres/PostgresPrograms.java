package dev.landfall.mover.postgres;

import dev.landfall.model.failure.Problem;
import dev.landfall.model.transfer.ClientMajors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The client programs of PostgreSQL that this machine has: {@code pg_dump}, {@code pg_restore}, {@code psql}. */
public final class PostgresPrograms {

    /** A folder to look in before all others. */
    public static final String VARIABLE = "LANDFALL_PG_BIN";

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final List<String> NAMES = List.of("pg_dump", "pg_restore", "psql");
    private static final List<String> PARENTS_OF_VERSIONS =
            List.of("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr");

    private final List<Installation> installations;

    /**
     * One folder with all three programs.
     *
     * @param major their major version
     */
    public record Installation(Path folder, int major) {
        public Path program(String name) {
            return folder.resolve(name);
        }
    }

    private PostgresPrograms(List<Installation> installations) {
        this.installations = List.copyOf(installations);
    }

    /** Looks in {@value #VARIABLE}, the PATH and the usual folders, in this order. */
    public static PostgresPrograms find(Map<String, String> environment) {
        var folders = new ArrayList<Path>();
        Optional.ofNullable(environment.get(VARIABLE)).ifPresent(folder -> folders.add(Path.of(folder)));
        for (var folder : environment.getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        PARENTS_OF_VERSIONS.forEach(parent -> folders.addAll(versions(Path.of(parent))));
        return new PostgresPrograms(folders.stream()
                .distinct()
                .filter(PostgresPrograms::isComplete)
                .flatMap(folder -> major(folder).map(major -> new Installation(folder, major)).stream())
                .toList());
    }

    public List<Installation> all() {
        return installations;
    }

    /** Their majors, for a check that is made elsewhere. */
    public ClientMajors majors() {
        return new ClientMajors(installations.stream().map(Installation::major).toList());
    }

    /** Those that fit. */
    public PostgresPrograms only(Predicate<Installation> fits) {
        return new PostgresPrograms(installations.stream().filter(fits).toList());
    }

    /** The first of that major. */
    public Optional<Installation> ofMajor(int major) {
        return installations.stream().filter(one -> one.major() == major).findFirst();
    }

    /** {@code PG_PROGRAMS_MISSING} with the command that installs them here. */
    public static Problem missing() {
        return Problem.operator(
                "PG_PROGRAMS_MISSING",
                "PostgreSQL's client programs (" + String.join(", ", NAMES) + ") are not installed here.",
                "Run: " + installCommand() + " (or set " + VARIABLE + " to the folder that holds them).");
    }

    /** {@code PG_PROGRAMS_UNFIT}: there are some, and none that dump and restore can both use. */
    public static Problem unfit(int archiveAtLeast, int targetMajor) {
        return Problem.operator(
                "PG_PROGRAMS_UNFIT",
                "No pg_dump and pg_restore here fit both a source or archive of PostgreSQL " + archiveAtLeast
                        + " and a target of PostgreSQL " + targetMajor
                        + " (servers before 17 refuse what pg_restore from 17 on sends).",
                "Install the client programs of PostgreSQL " + targetMajor + " for dump and restore, or set " + VARIABLE
                        + " to their folder.");
    }

    /** The one command that installs the programs on this system. */
    public static String installCommand() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
            return "brew install libpq";
        }
        if (Files.exists(Path.of("/etc/debian_version"))) {
            return "apt-get install -y postgresql-client";
        }
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            return "apk add postgresql-client";
        }
        return "dnf install -y postgresql";
    }

    private static boolean isComplete(Path folder) {
        return NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
    }

    private static List<Path> versions(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var children = Files.list(parent)) {
            return children.filter(child -> {
                        var name = child.getFileName().toString();
                        return name.matches("\\d+|libpq.*|postgresql.*|pgsql-\\d+");
                    })
                    .map(child -> child.resolve("bin"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Integer> major(Path folder) {
        try {
            var process = new ProcessBuilder(folder.resolve("pg_restore").toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var matcher = VERSION.matcher(said);
            return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
