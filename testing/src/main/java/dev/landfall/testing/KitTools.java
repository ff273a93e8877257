package dev.landfall.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs that read the blueprint kit in the field: Terraform's parser and formatter, and Helm. */
public final class KitTools {

    private KitTools() {}

    private static final class Installation {
        private static final PythonTools HELM = PythonTools.other("helm/requirements.txt", "helm");
        private static final Optional<String> MISSING = HELM.install();
    }

    /** Installs what is not installed yet; says why where that is impossible. */
    public static Optional<String> missing() {
        return NodeTools.missing().or(() -> Installation.MISSING);
    }

    /**
     * Reads files in Terraform's language; {@code testing/node/hcl.js} tells how question and answer look.
     *
     * @param question JSON
     */
    public static String hcl(String question) throws IOException, InterruptedException {
        return ToolCommand.ask(List.of("node", NodeTools.script("hcl.js").toString()), question);
    }

    /**
     * Holds a kit to a chart, as anybody may with {@code testing/helm/check_kit.py}: the exit code in the first line, then
     * what it printed.
     */
    public static String check(Path chart, Path kit, Path ledger) throws IOException, InterruptedException {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        var script = Path.of(System.getProperty("landfall.root", "."), "testing", "helm", "check_kit.py");
        var process = new ProcessBuilder(
                        Installation.HELM.environment().resolve("bin/python").toString(),
                        script.toString(),
                        chart.toString(),
                        kit.toString(),
                        ledger.toString())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + printed;
    }

    /**
     * Merges values and renders a chart; {@code testing/helm/render.py} tells how question and answer look.
     *
     * @param question JSON
     */
    public static String helm(String question) throws IOException, InterruptedException {
        missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        var script = Path.of(System.getProperty("landfall.root", "."), "testing", "helm", "render.py");
        return ToolCommand.ask(
                List.of(Installation.HELM.environment().resolve("bin/python").toString(), script.toString()), question);
    }
}
