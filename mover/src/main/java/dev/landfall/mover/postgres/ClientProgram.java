package dev.landfall.mover.postgres;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.postgres.ProofProblem;
import dev.landfall.model.postgres.TlsMode;
import dev.landfall.mover.progress.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs {@code pg_dump} or {@code pg_restore} against a server. The password is in the child's environment only.
 *
 * @param program the file to run
 */
public record ClientProgram(Path program, Server server) {

    /** Runs it; what it writes to standard output is returned. Fails with {@code PG_DUMP_FAILED} and what it said. */
    public String run(List<String> arguments, StopSignal stop) {
        return read(arguments, stop, output -> new String(output.readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Takes what a program writes to its standard output. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream output) throws IOException;
    }

    /** Gives a program what it reads from its standard input. */
    @FunctionalInterface
    public interface Writing {
        void write(OutputStream input) throws IOException;
    }

    /** Runs it while its output is read; fails as {@link #run}. */
    public <T> T read(List<String> arguments, StopSignal stop, Reading<T> reading) {
        return exchange(arguments, stop, process -> {
            process.getOutputStream().close();
            return reading.read(process.getInputStream());
        });
    }

    /** Runs it while its input is written; its output is dropped; fails as {@link #run}. */
    public void feed(List<String> arguments, StopSignal stop, Writing writing) {
        exchange(arguments, stop, process -> {
            Thread.ofVirtual().start(() -> drop(process.getInputStream()));
            try (var input = process.getOutputStream()) {
                writing.write(input);
            }
            return program;
        });
    }

    private interface Exchange<T> {
        T with(Process process) throws IOException;
    }

    private <T> T exchange(List<String> arguments, StopSignal stop, Exchange<T> exchange) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("PGUSER", server.url().user());
        environment.put("PGDATABASE", server.url().database());
        environment.put("PGPASSWORD", server.password());
        // A password that nobody gave us is not looked for.
        environment.put("PGPASSFILE", "/dev/null");
        environment.putAll(server.proof().environment());
        environment.put("PGAPPNAME", server.application());
        environment.put("PGCONNECT_TIMEOUT", "20");
        environment.put("PGCLIENTENCODING", "UTF8");
        // The restore's last commit is a synchronous one, which makes all before it durable.
        environment.put(
                "PGOPTIONS",
                server.settings().options() + (server.side() == Side.TARGET ? " -c synchronous_commit=off" : ""));
        environment.put("LC_ALL", "C");
        stop.check();
        if (server.proof().tls() == TlsMode.NONE) {
            return guarded(builder, stop, exchange);
        }
        environment.put("PGHOST", server.url().host());
        environment.put("PGPORT", String.valueOf(server.url().port()));
        return start(builder, stop, exchange);
    }

    /** Through a guard, because the program's libpq may be too old to refuse what it should not answer. */
    private <T> T guarded(ProcessBuilder builder, StopSignal stop, Exchange<T> exchange) {
        try (var guard = PasswordGuard.before(server)) {
            builder.environment().put("PGHOST", guard.host());
            builder.environment().put("PGPORT", String.valueOf(guard.port()));
            try {
                return start(builder, stop, exchange);
            } catch (LandfallException e) {
                stop.check();
                throw guard.hasRefused()
                        ? ProofProblem.protocol(described(), server.proof()).asException(e)
                        : e;
            }
        } catch (IOException e) {
            throw Problem.retry(
                            "PORT_UNAVAILABLE",
                            "No port of this machine can be listened on for " + program.getFileName() + ".",
                            "Free ports, then run again.")
                    .asException(e);
        }
    }

    private String described() {
        return "The " + server.side().word() + " server at " + server.url().display();
    }

    private <T> T start(ProcessBuilder builder, StopSignal stop, Exchange<T> exchange) {
        try {
            return run(builder.start(), stop, exchange);
        } catch (IOException e) {
            throw Problem.operator(
                            "PG_PROGRAM_NOT_STARTED",
                            program + " could not be started.",
                            "Install PostgreSQL's client programs: " + PostgresPrograms.installCommand() + ".")
                    .asException(e);
        }
    }

    /** The argument that makes {@code pg_restore} connect, to a database of any name. */
    public String connection() {
        var name = server.url().database().replace("\\", "\\\\").replace("'", "\\'");
        return "--dbname=dbname='" + name + "'";
    }

    private <T> T run(Process process, StopSignal stop, Exchange<T> exchange) throws IOException {
        try (var registration = stop.onStop(process::destroy)) {
            var complaints =
                    new FutureTask<>(() -> new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            Thread.ofVirtual().start(complaints);
            var result = Optional.<T>empty();
            Optional<IOException> broken = Optional.empty();
            try {
                result = Optional.of(exchange.with(process));
            } catch (IOException e) {
                // A program that ended early says better why.
                broken = Optional.of(e);
            }
            var status = process.waitFor();
            stop.check();
            if (status != 0) {
                throw failure(complaints.get());
            }
            if (broken.isPresent()) {
                throw broken.get();
            }
            return result.orElseThrow();
        } catch (ExecutionException e) {
            throw new IOException("what it said could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    private static void drop(InputStream output) {
        try {
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It ended; its exit code says how.
        }
    }

    private RuntimeException failure(String complaints) {
        var name = program.getFileName().toString();
        var said = ProgramWords.of(complaints);
        var unproven = ProofProblem.of(described(), server.proof(), said);
        if (unproven.isPresent()) {
            return unproven.get().asException();
        }
        if (said.contains("out of shared memory")) {
            return LockShortage.problem(server, "running " + name, said);
        }
        if (said.contains("server closed the connection")
                || said.contains("terminating connection")
                || said.contains("Connection refused")
                || said.contains("could not connect")
                || said.contains("no connection to the server")
                || said.contains("connection to server")) {
            var after = AfterLoss.of(server, new SQLException(said, said.contains("terminating") ? "57P01" : "08006"));
            return Problem.retry(
                            server.side() + "_LOST",
                            "The " + server.side().word() + " server ended the session of " + name + ": " + said + "; "
                                    + after.clause() + ".",
                            after.remedy(server.side()))
                    .asException();
        }
        if (said.contains("No space left on device")) {
            return Problem.operator(
                            server.side() + "_FULL",
                            "The " + server.side().word() + " server's disk is full: " + said + ".",
                            "Enlarge its storage to twice the database's size, then start a new run.")
                    .asException();
        }
        return Problem.operator(
                        name.equals("pg_dump") ? "PG_DUMP_FAILED" : "PG_RESTORE_FAILED",
                        name + " failed: " + (said.isEmpty() ? "it did not say why" : said) + ".",
                        "Correct what the message names, then start a new run.")
                .asException();
    }
}
