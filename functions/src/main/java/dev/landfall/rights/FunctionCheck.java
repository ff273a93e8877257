package dev.landfall.rights;

import dev.landfall.gateway.Gateways;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.rights.MethodCheck.InCluster;
import dev.landfall.rights.MethodCheck.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * One function's check of itself: each read that it will make, made once; the rights of each change, asked for. It
 * changes nothing and is over within seconds, whoever does not answer.
 */
public final class FunctionCheck {

    /** ApprovalPage has 29 seconds, and a function that sleeps takes some of them to wake. */
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final Handler handler;
    private final Gateways gateways;
    private final Duration within;

    private FunctionCheck(Handler handler, Gateways gateways, Duration within) {
        this.handler = handler;
        this.gateways = gateways;
        this.within = within;
    }

    /** What the function of that name finds out for a run. */
    public static FunctionReport of(String function, Gateways gateways, CheckRequest request) {
        return of(function, gateways, request, WITHIN);
    }

    static FunctionReport of(String function, Gateways gateways, CheckRequest request, Duration within) {
        return new FunctionCheck(HandlerTable.handler(function), gateways, within).check(request);
    }

    private FunctionReport check(CheckRequest request) {
        var row = handler.gatewayMethods();
        var bound = request.plan().map(plan -> gateways.boundTo(plan.tree())).orElse(gateways);
        var ground = new CheckGround(
                new OwnRow(calls()).of(bound), request.runId(), request.plan(), row.contains("RunStore.read"));
        var tasks = new LinkedHashMap<String, Task>();
        tasks.put("its role", () -> Simulation.of(handler, ground.gateways().ownRights()));
        for (var method : row) {
            switch (check(method)) {
                // Several methods may have one read, which is then made once.
                case Read read -> tasks.putIfAbsent(reads(method, read), () -> Found.read(method, read, ground));
                case InCluster cluster ->
                    tasks.put(
                            method,
                            () -> Found.inCluster(
                                    method, cluster.rights(), ground.gateways().target()));
                case MethodCheck.Simulated _, MethodCheck.NeedsNothing _ -> {}
            }
        }
        return Found.report(handler.name(), row, made(tasks));
    }

    /** One part of the check. */
    @FunctionalInterface
    interface Task {
        Found find();
    }

    private static String reads(String method, Read read) {
        return read.calls().contains(method) ? method : read.calls().iterator().next();
    }

    private Set<String> calls() {
        var calls = handler.gatewayMethods().stream()
                .flatMap(method -> check(method).calls().stream())
                .collect(Collectors.toSet());
        calls.add("OwnRights.denied");
        return calls;
    }

    private static MethodCheck check(String method) {
        return MethodChecks.of(method)
                .orElseThrow(() -> new IllegalStateException("No check is known for the gateway method " + method));
    }

    /** All at once. Threads that still wait are left behind: closing would wait with them. */
    private List<Found> made(Map<String, Task> tasks) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var started = new LinkedHashMap<String, Future<Found>>();
            tasks.forEach((what, task) -> started.put(what, threads.submit(task::find)));
            var end = System.nanoTime() + within.toNanos();
            var found = new ArrayList<Found>();
            started.forEach((what, future) -> found.add(result(what, future, end)));
            return found;
        } finally {
            threads.shutdownNow();
        }
    }

    private Found result(String what, Future<Found> future, long end) {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Found.notChecked(what, "There was no answer within " + within.toSeconds() + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rights are checked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check ended by an error", e.getCause());
        }
    }
}
