package dev.landfall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.approval.Figures;
import dev.landfall.approval.HtmlTemplate;
import dev.landfall.model.Json;
import dev.landfall.model.Sha256;
import dev.landfall.run.Forecast;
import dev.landfall.run.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;

/** The report as one page that needs no network: style, chart library and data are inside, allowed by their digests. */
public final class ReportHtml {

    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private final HtmlTemplate template = new HtmlTemplate("dev/landfall/report/report.html");
    private final String style = resource("report.css");
    private final String script = resource("report.js");
    private final String charts = withoutSourceMap(resource(CHARTS));

    public String page(Report report) {
        var values = new HashMap<String, Object>();
        values.put("report", report);
        values.put("passed", report.verdict() == Verdict.PASSED);
        values.put("show", new Show());
        values.put("summary", ReportSummary.of(report));
        values.put("style", style);
        values.put("script", script);
        values.put("charts", charts);
        values.put("data", inScript(report));
        values.put("policy", policy());
        return template.fill(values);
    }

    /** Formats that the template calls. */
    public static final class Show {
        public String withoutWaking() {
            return Forecast.WITHOUT_WAKING;
        }

        /** The two that are no verdict, as people write them. */
        public String result(Enum<?> result) {
            return switch (result.name()) {
                case "NOT_CHECKED" -> "not checked";
                case "NOT_NEEDED" -> "not needed";
                default -> result.name();
            };
        }

        public String seconds(double seconds) {
            return Figures.duration(Duration.ofMillis(Math.round(seconds * 1000)));
        }

        public String bytes(long bytes) {
            return Figures.bytes(bytes);
        }

        public String count(long count) {
            return Figures.count(count);
        }

        public String moment(Instant instant) {
            return Figures.moment(instant);
        }
    }

    /** JSON that cannot end the element it stands in, whatever its strings hold. */
    private static String inScript(Report report) {
        try {
            return Json.MAPPER
                    .writeValueAsString(report)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report always has a JSON form", e);
        }
    }

    private String policy() {
        return "default-src 'none'; img-src data:; style-src " + digest(style) + "; script-src " + digest(charts) + " "
                + digest(script);
    }

    private static String digest(String text) {
        var bytes = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(bytes) + "'";
    }

    private static String withoutSourceMap(String library) {
        return library.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }

    private static String resource(String name) {
        try (var in = ReportHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
