package dev.landfall.mover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.task.TaskToken;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command from its first heartbeat to its answer: the result as one line of JSON on standard output and to whoever
 * waits for the task token, or one line with the problem on standard error. SIGTERM ends it with a reason.
 */
final class CommandRun {

    static final int OK = 0;
    static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    CommandRun(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** The command's work; its result is written as JSON. */
    @FunctionalInterface
    interface Work {
        Object run(StopSignal stop);
    }

    int run(Work work) {
        var stop = new StopSignal();
        var ended = new CountDownLatch(1);
        var hook = new Thread(() -> terminate(stop, ended), "terminate");
        Runtime.getRuntime().addShutdownHook(hook);
        try (var token = TaskToken.from(environment, stop)) {
            try {
                var result = json(work.run(stop));
                token.succeed(result);
                out.println(result);
                return OK;
            } catch (LandfallException e) {
                // What fails after a stop only follows from it.
                return fail(token, stop.reason().orElse(e).problem());
            } catch (RuntimeException | OutOfMemoryError e) {
                // The last place that can still tell the state machine that something is wrong with the mover itself.
                LOG.error("the mover failed", e);
                return fail(
                        token,
                        stop.reason()
                                .map(LandfallException::problem)
                                .orElse(Problem.bug(
                                        "MOVER_FAILED",
                                        "The mover failed with " + e.getClass().getSimpleName() + ".")));
            }
        } catch (LandfallException e) {
            err.println(e.problem().text());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
            ended.countDown();
            removeHook(hook);
        }
    }

    private int fail(TaskToken token, Problem problem) {
        err.println(problem.text());
        err.flush();
        token.fail(problem);
        return FAILED;
    }

    private static void terminate(StopSignal stop, CountDownLatch ended) {
        stop.stop(Problem.retry(
                        "TERMINATED",
                        "The mover was told to end (SIGTERM): its task or pod was stopped.",
                        "Find out who stopped it (a deployment, an eviction, a Spot reclaim), then start a new run.")
                .asException());
        try {
            if (!ended.await(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the command did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook is what brought us here.
        }
    }

    private static String json(Object result) {
        try {
            return Json.MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw Problem.bug("JSON_NOT_WRITTEN", "The result could not be written as JSON.")
                    .asException(e);
        }
    }
}
