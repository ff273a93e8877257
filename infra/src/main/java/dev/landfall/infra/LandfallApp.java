package dev.landfall.infra;

import dev.landfall.model.DeploymentName;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;

/** Synthesises Landfall's stacks from {@code landfall.json}: what outlives the pipeline, and the pipeline. */
public final class LandfallApp {

    static final String EVIDENCE_STACK = "Evidence";
    private static final String PIPELINE_STACK = "Pipeline";

    /** The stacks of the deployment that has no name of its own. */
    static final String EVIDENCE = DeploymentName.DEFAULT.stack(EVIDENCE_STACK);

    static final String PIPELINE = DeploymentName.DEFAULT.stack(PIPELINE_STACK);

    private LandfallApp() {}

    /** Takes the configuration's path; {@code landfall.json} in the working folder where none is given. */
    public static void main(String[] arguments) {
        try {
            var checkout = Path.of(System.getProperty("landfall.root", "")).toAbsolutePath();
            var artefacts = Artefacts.of(checkout);
            refuseMissing(artefacts);
            var app = new App();
            // cdk synth -c config=other.json
            var named = Optional.ofNullable((String) app.getNode().tryGetContext("config"));
            build(app, ownEnvironment(), configuration(checkout.resolve(named.orElse("landfall.json"))), artefacts);
            app.synth();
        } catch (LandfallException e) {
            System.err.println(e.problem().text());
            System.exit(1);
        }
    }

    /** What the CDK's command line knows: nothing, a region, or that and an account, as it has found credentials. */
    private static Environment ownEnvironment() {
        return Environment.builder()
                .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                .region(System.getenv("CDK_DEFAULT_REGION"))
                .build();
    }

    static void build(App app, Environment environment, DeployedConfiguration configuration, Artefacts artefacts) {
        var boundary = configuration
                .permissionsBoundary()
                .map(PermissionsBoundary::fromArn)
                .orElse(null);
        var evidence = new EvidenceStack(
                app,
                configuration.deployment().stack(EVIDENCE_STACK),
                StackProps.builder()
                        .env(environment)
                        .permissionsBoundary(boundary)
                        .description("Landfall's evidence: the run bucket and its keys. It outlives the pipeline.")
                        .terminationProtection(true)
                        .build(),
                configuration.deployment());
        var pipeline = new PipelineStack(
                app,
                configuration.deployment().stack(PIPELINE_STACK),
                StackProps.builder()
                        .env(environment)
                        .permissionsBoundary(boundary)
                        .description("Landfall's pipeline: moves Retool from ECS to EKS.")
                        .build(),
                configuration,
                artefacts,
                evidence);
        tag(app, "application", "landfall");
        configuration.tags().forEach((name, value) -> tag(app, name, value));
        NagReasons.check(app, pipeline, configuration);
    }

    private static void tag(App app, String name, String value) {
        // CloudFormation's schema of a dashboard knows no tags.
        Tags.of(app)
                .add(
                        name,
                        value,
                        TagProps.builder()
                                .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard"))
                                .build());
    }

    private static DeployedConfiguration configuration(Path file) {
        try {
            return DeployedConfiguration.parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw Problem.operator(
                            "CONFIGURATION_MISSING",
                            "There is no configuration " + file + ".",
                            "Write a landfall.json; docs/input.md lists its keys.")
                    .asException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static void refuseMissing(Artefacts artefacts) {
        var missing = artefacts.missing();
        if (!missing.isEmpty()) {
            throw Problem.operator(
                            "NOT_BUILT",
                            missing.stream().map(Path::toString).collect(Collectors.joining(", ")) + " was not built.",
                            "Start it by npx cdk synth, which builds them.")
                    .asException();
        }
    }
}
