package dev.landfall.mover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a JVM is to be started for the mover, so that a process stays within 384 MiB whatever the database's size: everyone
 * who starts it (local world, bench, container image) takes these.
 */
public final class MoverJvm {

    /**
     * The heap holds a few segments for each worker, and rows of up to some 30 MB; {@code LANDFALL_MOVER_HEAP} gives another
     * one, such as {@code 2g}. It is bounded because the collector would rather let it grow than collect: with 1 GB, processes
     * grew to 650 MB and more.
     */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx" + heap(),
            "-Xmn32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=25",
            "-XX:ReservedCodeCacheSize=48m",
            // A command of a minute would spend a tenth of its time on compiling well what runs rarely.
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000",
            "-XX:MaxDirectMemorySize=64m",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED");

    private MoverJvm() {}

    private static String heap() {
        return Optional.ofNullable(System.getenv("LANDFALL_MOVER_HEAP")).orElse("192m");
    }

    public static List<String> flags() {
        return FLAGS;
    }

    /** What the environment of the process needs too: glibc otherwise keeps a heap for each thread. */
    public static Map<String, String> environment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }
}
