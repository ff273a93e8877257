package dev.landfall.run;

import dev.landfall.model.DeploymentName;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an operator does to give the target its live settings, and to take them off again. The kit, the gates' mail and
 * page, the state that waits, checks and the documentation print these steps and no others: whoever follows any of them
 * ends with what was held back in its place.
 */
public final class SettingsSteps {

    /** Of the secrets that the kit keeps: the chart's environment before the cutover. */
    public static final String BEFORE = "extra-env-vars-before";

    /** The same after it: with what was held until then. */
    public static final String AFTER = "extra-env-vars-after";

    /** Outputs of the kit's Terraform that the commands read. */
    public static final String SECRET_OUTPUT = "extra_env_vars_secret";

    public static final String NAMESPACE_OUTPUT = "retool_namespace";

    /** The kit's file of variables for the live settings; whoever sets one of them beside it is overridden. */
    public static final String LIVE_FILE = "live.tfvars";

    /** How a command begins that works in the release's namespace. */
    public static final String IN_NAMESPACE = "kubectl -n \"$(terraform output -raw " + NAMESPACE_OUTPUT + ")\" ";

    private SettingsSteps() {}

    /**
     * One step.
     *
     * @param what in words, without a full stop
     * @param command no secret stands in it
     */
    public record Step(String what, String command) {
        public String text() {
            return what + ": " + command;
        }
    }

    /** To the live settings: SSO back, workflows on, guards off. */
    public static List<Step> live(Configuration configuration) {
        return configuration
                .target()
                .liveSettingsCommand()
                .map(command -> List.of(new Step(
                        "Run what target.liveSettingsCommand names; it has to bring back the settings that were held, too",
                        command)))
                .orElseGet(() -> steps(
                        secret(AFTER),
                        new Step("Apply the values of after the cutover", "terraform apply -var-file=" + LIVE_FILE)));
    }

    /** Off again, so that the target is as it was before a cutover. */
    public static List<Step> before(Configuration configuration) {
        return configuration
                .target()
                .beforeSettingsCommand()
                .map(command -> List.of(new Step(
                        "Run what target.beforeSettingsCommand names; it has to take off the settings that are held, too",
                        command)))
                .orElseGet(() -> steps(secret(BEFORE), apply()));
    }

    /** Gives the chart the environment that one of the kit's secrets holds. Nothing is printed, and no argument holds it. */
    public static Step secret(String kept) {
        return new Step(
                "In the kit's folder, put the kit's " + kept + " where the chart reads its environment",
                "aws secretsmanager get-secret-value --secret-id "
                        + DeploymentName.here().path("kit/" + kept)
                        + " --query SecretString --output text | aws secretsmanager put-secret-value --secret-id \"$(terraform output -raw "
                        + SECRET_OUTPUT + ")\" --secret-string file:///dev/stdin --query VersionId");
    }

    /** Brings the values of before the cutover. */
    public static Step apply() {
        return new Step("Apply the values of before the cutover", "terraform apply");
    }

    private static List<Step> steps(Step secret, Step apply) {
        return List.of(
                secret,
                new Step(
                        "Bring it into the cluster, where it would come by itself only after a while",
                        IN_NAMESPACE + "annotate externalsecrets --all --overwrite \"force-sync=$(date +%s)\""),
                apply,
                new Step(
                        "Start the pods again, so that none keeps the environment that it was started with",
                        IN_NAMESPACE + "rollout restart deployment"));
    }

    /** In sentences of one line, in order. */
    public static List<String> lines(List<Step> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(index -> (steps.size() == 1 ? "" : (index + 1) + " of " + steps.size() + ". ")
                        + steps.get(index).text())
                .toList();
    }

    /** As a list of Markdown, each command in a block of its own. */
    public static String markdown(List<Step> steps) {
        var text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1)
                    .append(". ")
                    .append(steps.get(i).what())
                    .append(":\n\n       ")
                    .append(steps.get(i).command())
                    .append("\n\n");
        }
        return text.toString().stripTrailing() + "\n";
    }
}
