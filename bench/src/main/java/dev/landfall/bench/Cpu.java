package dev.landfall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of a process and of the children that it has waited for, from {@code /proc}. */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;
    private static final int OWN_USER = 11;

    private Cpu() {}

    /** Seconds of the process, its ended children and those of its descendants that live. */
    static double seconds(long pid) {
        var own = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> stat(child.pid()))
                .sum();
        return stat(pid) + own;
    }

    /** Of all children of this process that have ended, and of theirs. */
    static double endedChildren() {
        return ticks(ProcessHandle.current().pid(), OWN_USER + 2);
    }

    private static double stat(long pid) {
        return ticks(pid, OWN_USER);
    }

    private static double ticks(long pid, int from) {
        try {
            var text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var i = from; i < OWN_USER + 4; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            // It ended: before the file was opened, or between that and its reading.
            return 0;
        }
    }
}
