package dev.landfall.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** Configurations that together lead to every form that the stacks can take; what holds for templates holds for all. */
public enum SampleConfiguration {
    /** Only what must be given: a first deployment, before the target stands. */
    LEAST,
    /** The example in the repository's root. */
    EXAMPLE,
    /** Every key, and schedules in every form. */
    FULL,
    /** Jobs that take their role by the cluster's OIDC provider; nothing starts tasks by the clock. */
    OIDC;

    private static final Map<SampleConfiguration, CloudAssembly> ASSEMBLIES = new EnumMap<>(SampleConfiguration.class);

    /** Synthesised once for all tests of a process, for that takes a while. */
    public CloudAssembly assembly() {
        synchronized (ASSEMBLIES) {
            return ASSEMBLIES.computeIfAbsent(
                    this,
                    each -> each == EXAMPLE
                            ? TestStacks.exampleAssembly()
                            : TestStacks.synthesized(
                                    TestStacks.folder(lowerCase()),
                                    Environment.builder().build(),
                                    configuration()));
        }
    }

    /** The templates of both stacks. */
    public List<Path> templates() {
        var folder = Path.of(assembly().getDirectory());
        return Stream.of(LandfallApp.EVIDENCE, LandfallApp.PIPELINE)
                .map(stack -> folder.resolve(stack + ".template.json"))
                .toList();
    }

    public DeployedConfiguration configuration() {
        return DeployedConfiguration.parse(text());
    }

    private byte[] text() {
        if (this == EXAMPLE) {
            return read(TestStacks.ROOT.resolve("landfall.json"));
        }
        return read(TestStacks.ROOT.resolve(
                "infra/src/test/resources/dev/landfall/infra/configurations/" + lowerCase() + ".json"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
