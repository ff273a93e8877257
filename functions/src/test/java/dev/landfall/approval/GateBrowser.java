package dev.landfall.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Shows a page in Chromium, without a network: as a picture, and to axe-core. */
record GateBrowser(Path pages, Path profile) {

    private static final Pattern FOUND = Pattern.compile("<title>AXE (.*?)</title>", Pattern.DOTALL);

    /** A window of a person, in CSS pixels; {@code dark} is what the browser prefers. */
    record Window(String name, int width, int height, boolean dark) {}

    private static final List<Window> ALL = List.of(
            new Window("phone-light", 390, 844, false),
            new Window("desktop-dark", 1280, 900, true),
            new Window("phone-dark", 390, 844, true),
            new Window("desktop-light", 1280, 900, false));

    /** Both widths and both colour schemes; all four pairs of them with {@code -Dlandfall.pictures=all}. */
    static final List<Window> WINDOWS = "all".equals(System.getProperty("landfall.pictures")) ? ALL : ALL.subList(0, 2);

    Path keep(String name, String html) throws IOException {
        return Files.writeString(Files.createDirectories(pages).resolve("gate-" + name + ".html"), html);
    }

    /** The first screen; a frame keeps the width where Chromium wants a wider window. */
    void picture(Path page, Window window) throws IOException, InterruptedException {
        var name = page.getFileName().toString().replace(".html", "-" + window.name());
        var frame = Files.writeString(
                profile.resolve(name + ".html"),
                "<!doctype html><meta name=\"color-scheme\" content=\"light dark\"><body style=\"margin:0\">"
                        + "<iframe style=\"border:0\" width=\"" + window.width() + "\" height=\"" + window.height()
                        + "\" src=\"" + page.toUri() + "\"></iframe>");
        var picture = pages.resolve(name + ".png");
        run(window, "--screenshot=" + picture.toAbsolutePath(), frame.toUri().toString());
        assertThat(picture).isNotEmptyFile();
    }

    /** What axe-core finds wrong, each rule with the elements. */
    List<String> violations(Path page, Window window) throws IOException, InterruptedException {
        var script = profile.resolve("axe.min.js");
        if (!Files.exists(script)) {
            try (var axe = GateBrowser.class.getResourceAsStream("/axe.min.js")) {
                Files.write(script, java.util.Objects.requireNonNull(axe).readAllBytes());
            }
        }
        var looked = Files.writeString(
                profile.resolve("looked.html"),
                Files.readString(page)
                        .replace(
                                "</body>",
                                "<script src=\"axe.min.js\"></script><script>axe.run({exclude:['script']}).then("
                                        + "r=>{document.title='AXE '+encodeURIComponent(JSON.stringify(r.violations.map("
                                        + "v=>({id:v.id,nodes:v.nodes.map(n=>n.html)}))))})</script></body>"));
        var elements = run(window, "--dump-dom", looked.toUri().toString());
        var found = FOUND.matcher(elements);
        assertThat(found.find()).as("axe ran").isTrue();
        var violations = new ArrayList<String>();
        JsonNode list = Json.MAPPER.readTree(
                java.net.URLDecoder.decode(found.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        list.forEach(violation -> violations.add(violation.toString()));
        return violations;
    }

    private String run(Window window, String what, String address) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--window-size=" + window.width() + "," + window.height(),
                "--user-data-dir=" + profile.resolve("profile"),
                "--virtual-time-budget=5000"));
        if (window.dark()) {
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(what);
        command.add(address);
        var browser = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
