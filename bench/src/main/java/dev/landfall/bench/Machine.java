package dev.landfall.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the numbers were measured on.
 *
 * @param memoryGib of the whole machine
 * @param cpu its model
 * @param load of other work when the bench began, as the system's load average over a minute
 */
record Machine(
        int cores,
        double memoryGib,
        String cpu,
        String system,
        String java,
        String server,
        String client,
        double load) {

    static Machine here(String server, String client) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0 * 10)
                        / 10.0,
                value("/proc/cpuinfo", "model name"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                server,
                client,
                Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 10) / 10.0);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.1f GiB memory, %s, PostgreSQL %s servers, client programs %s, Java %s; load average of other work before the"
                        + " first run %.1f",
                cores,
                cpu,
                memoryGib,
                system,
                server,
                client,
                java,
                load);
    }

    private static String value(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            return "0";
        }
    }
}
