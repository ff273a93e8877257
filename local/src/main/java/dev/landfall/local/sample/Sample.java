package dev.landfall.local.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The public deployments, in the order of {@code source-deployments.json}. */
public enum Sample {
    CLOUDFORMATION_FARGATE,
    CLOUDFORMATION_WORKFLOWS,
    CLOUDFORMATION_AGENTS,
    TERRAFORM_MODULES,
    WHOLE_SECRETS;

    /** As the command line takes it: {@code cloudformation-fargate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Sample> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(Sample::word).collect(Collectors.joining(", "));
    }
}
