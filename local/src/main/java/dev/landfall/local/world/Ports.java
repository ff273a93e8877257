package dev.landfall.local.world;

import dev.landfall.embedded.LoopbackPort;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Ports of 127.0.0.1. They stay the same from one command to the next, because addresses are part of a run's plan. */
public final class Ports {

    /** Below the range from which systems give out ports for outgoing connections. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 31_999;

    private Ports() {}

    /** Who listens. */
    public enum Use {
        SOURCE_DATABASE,
        TARGET_DATABASE,
        S3,
        KUBERNETES,
        NAME_SERVER,
        RESOLVER,
        SOURCE_LOAD_BALANCER,
        TARGET_LOAD_BALANCER,
        APPROVALS;

        /** As on the command line: {@code source-database}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Use of(String word) {
            return Arrays.stream(values())
                    .filter(use -> use.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Problem.operator(
                                    "PORT_NAME_UNKNOWN",
                                    "There is no port named " + word + ".",
                                    "Name one of "
                                            + Arrays.stream(values())
                                                    .map(Use::word)
                                                    .collect(Collectors.joining(", ")) + ".")
                            .asException());
        }
    }

    /** The number itself where it can be a port; {@code PORT_INVALID} otherwise. */
    public static int checked(int port) {
        if (port < 1 || port > 65_535) {
            throw Problem.operator("PORT_INVALID", port + " is no port.", "Give a number from 1 to 65535.")
                    .asException();
        }
        return port;
    }

    /**
     * Ports for every use.
     *
     * @param before those of earlier commands; one that is taken by now is replaced
     * @param demanded those that the operator named; one that is taken is a {@code PORT_IN_USE} problem
     */
    static Map<Use, Integer> choose(Map<Use, Integer> before, Map<Use, Integer> demanded) {
        var chosen = new EnumMap<Use, Integer>(Use.class);
        var random = new Random();
        // Before the others, which would take one of them again as their own of earlier commands.
        for (var use : demanded.keySet()) {
            chosen.put(use, demanded(use, demanded));
        }
        for (var use : Use.values()) {
            var earlier = before.get(use);
            if (chosen.containsKey(use)) {
                continue;
            }
            if (earlier != null && isFree(earlier) && !chosen.containsValue(earlier)) {
                chosen.put(use, earlier);
            } else {
                chosen.put(use, free(random, chosen));
            }
        }
        return chosen;
    }

    private static int demanded(Use use, Map<Use, Integer> demanded) {
        int port = demanded.getOrDefault(use, 0);
        demanded.forEach((other, number) -> {
            if (other != use && number == port) {
                throw Problem.operator(
                                "PORT_INVALID",
                                "Port " + port + " is given for " + use.word() + " and for " + other.word() + ".",
                                "Give each its own.")
                        .asException();
            }
        });
        try {
            return LoopbackPort.choose(port);
        } catch (LandfallException e) {
            throw Problem.operator(
                            e.problem().code(),
                            e.problem().seen(),
                            "Stop the program that listens there, or give another number with --port " + use.word()
                                    + "=NUMBER.")
                    .asException(e);
        }
    }

    private static int free(Random random, Map<Use, Integer> taken) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST + 1);
            if (!taken.containsValue(port) && isFree(port)) {
                return port;
            }
        }
        return LoopbackPort.choose(0);
    }

    private static boolean isFree(int port) {
        try {
            LoopbackPort.choose(port);
            return true;
        } catch (LandfallException e) {
            return false;
        }
    }
}
