package dev.landfall.rights;

import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetCluster.ClusterRight;
import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.rights.FunctionReport.Denied;
import dev.landfall.rights.FunctionReport.Failed;
import dev.landfall.rights.FunctionReport.NotChecked;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one part of a check found; nothing where all is well. */
record Found(List<Denied> denied, List<Failed> failed, List<NotChecked> notChecked) {

    private static final Logger LOG = System.getLogger(Found.class.getName());

    /** As AWS says who may not do what on what. */
    private static final Pattern AUTHORIZED =
            Pattern.compile("not authorized to perform: ([a-z0-9-]+:\\w+)(?: on resource: (arn:\\S+?))?[.,]?(?: |$)");

    private static final Found NOTHING = new Found(List.of(), List.of(), List.of());

    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);

    static Found notChecked(String what, String why) {
        return new Found(List.of(), List.of(), List.of(new NotChecked(what, why)));
    }

    /** Makes a read. */
    static Found read(String method, MethodCheck.Read read, CheckGround ground) {
        return of(
                method,
                () -> read.reading()
                        .read(ground)
                        .map(why -> notChecked(method, why))
                        .orElse(NOTHING));
    }

    /** Asks the API server. */
    static Found inCluster(String method, List<ClusterRight> rights, TargetCluster target) {
        return of(
                method,
                () -> new Found(
                        target.denied(rights).stream()
                                .map(
                                        right -> new Denied(
                                                method,
                                                right.toString(),
                                                target.name(),
                                                "Give this function's role in that namespace the access policies that docs/permissions.md names."))
                                .toList(),
                        List.of(),
                        List.of()));
    }

    /** What a part comes to that meets a problem. */
    static Found of(String what, Supplier<Found> work) {
        try {
            return patiently(work);
        } catch (LandfallException e) {
            return SecretReads.isDenied(e)
                    ? new Found(List.of(denied(what, e)), List.of(), List.of())
                    : failed(what, e);
        } catch (RuntimeException e) {
            // A message may hold anything that a server said: the log gets the way there and no words.
            LOG.log(
                    Level.ERROR,
                    () -> "The check of " + what + " could not be made: "
                            + e.getClass().getName() + " at "
                            + List.of(e.getStackTrace()));
            return notChecked(
                    what, "The check ended with " + e.getClass().getSimpleName() + "; see the function's log.");
        }
    }

    /** All functions ask at once, which may be too much for a service for a moment: what it asks to wait for is awaited. */
    private static Found patiently(Supplier<Found> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (LandfallException e) {
                if (e.problem().category() != Category.WAIT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            try {
                Thread.sleep(PAUSE.multipliedBy(attempt));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a service is busy", e);
            }
        }
    }

    /** What is too much for a service all the same says nothing about the function. */
    private static Found failed(String what, LandfallException failure) {
        var problem = failure.problem();
        return problem.code().equals("AWS_BUSY")
                ? notChecked(what, problem.seen())
                : new Found(List.of(), List.of(new Failed(what, problem.seen(), problem.remedy())), List.of());
    }

    private static Denied denied(String what, LandfallException failure) {
        var problem = failure.problem();
        var named = AUTHORIZED.matcher(problem.seen());
        return named.find()
                ? new Denied(what, named.group(1), named.group(2) == null ? "*" : named.group(2), problem.remedy())
                : new Denied(what, problem.seen(), "not named by the service", problem.remedy());
    }

    /** The whole; methods that nothing was found about are checked. */
    static FunctionReport report(String function, List<String> row, List<Found> parts) {
        var denied = all(parts, Found::denied);
        var failed = all(parts, Found::failed);
        var notChecked = all(parts, Found::notChecked);
        var named = Stream.of(
                        denied.stream().map(Denied::what),
                        failed.stream().map(Failed::what),
                        notChecked.stream().map(NotChecked::what))
                .flatMap(what -> what)
                .flatMap(what -> List.of(what.split(", ")).stream())
                .collect(Collectors.toSet());
        return new FunctionReport(
                function, row.stream().filter(method -> !named.contains(method)).toList(), denied, failed, notChecked);
    }

    private static <T> List<T> all(List<Found> parts, Function<Found, List<T>> kind) {
        return parts.stream()
                .flatMap(part -> kind.apply(part).stream())
                .distinct()
                .toList();
    }
}
