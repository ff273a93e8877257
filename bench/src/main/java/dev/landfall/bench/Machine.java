package dev.landfall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the numbers were measured on.
 *
 * @param memoryGib of the whole machine
 * @param cpu its model
 */
record Machine(int cores, double memoryGib, String cpu, String system, String java, String server, String client) {

    static Machine here(String server, String client) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0 * 10)
                        / 10.0,
                value("/proc/cpuinfo", "model name"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                server,
                client);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.1f GiB memory, %s, PostgreSQL %s servers, client programs %s, Java %s",
                cores,
                cpu,
                memoryGib,
                system,
                server,
                client,
                java);
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
