package dev.landfall.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** How long the tests of one class took, as Surefire and Failsafe report it. */
record ClassTime(String module, String name, double seconds) {

    /** Of a report's root element, which is on its first lines. */
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?\\bname=\"([^\"]+)\" time=\"([0-9.,]+)\"");

    private static final int ENOUGH_CHARACTERS = 2_000;

    /** All that the modules' {@code target} folders hold reports of, the slowest first. */
    static List<ClassTime> read(Path root) throws IOException {
        var times = new ArrayList<ClassTime>();
        try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var module : modules) {
                for (var kind : new String[] {"surefire-reports", "failsafe-reports"}) {
                    times.addAll(reports(module, module.resolve("target").resolve(kind)));
                }
            }
        }
        times.sort(Comparator.comparingDouble(ClassTime::seconds).reversed());
        return times;
    }

    private static List<ClassTime> reports(Path module, Path folder) throws IOException {
        var times = new ArrayList<ClassTime>();
        if (Files.isDirectory(folder)) {
            try (var reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                for (var report : reports) {
                    var beginning = Files.readString(report);
                    var suite = SUITE.matcher(beginning.substring(0, Math.min(beginning.length(), ENOUGH_CHARACTERS)));
                    if (suite.find()) {
                        var name = suite.group(1).substring(suite.group(1).lastIndexOf('.') + 1);
                        times.add(new ClassTime(
                                String.valueOf(module.getFileName()),
                                name,
                                Double.parseDouble(suite.group(2).replace(",", ""))));
                    }
                }
            }
        }
        return times;
    }
}
