package dev.landfall.infra;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/**
 * Synthesises Landfall's stacks. For now the pipeline's stack is empty: deploying it creates nothing, and its
 * description says so, so that nobody takes it for an installation.
 */
public final class LandfallApp {

    static final String PIPELINE = "landfall-pipeline";

    private LandfallApp() {}

    public static void main(String[] arguments) {
        app().synth();
    }

    static App app() {
        var app = new App();
        new Stack(
                app,
                PIPELINE,
                StackProps.builder()
                        .description("Landfall's pipeline. Empty in this version: it runs on a laptop only.")
                        .build());
        return app;
    }
}
