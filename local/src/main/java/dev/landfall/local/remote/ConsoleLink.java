package dev.landfall.local.remote;

/** Where the AWS console shows an execution. */
public final class ConsoleLink {

    private static final int REGION = 3;

    private ConsoleLink() {}

    /**
     * The address of its page.
     *
     * @param executionArn {@code arn:aws:states:<region>:<account>:execution:<machine>:<name>}
     */
    public static String of(String executionArn) {
        var region = executionArn.split(":", -1)[REGION];
        return "https://" + region + ".console.aws.amazon.com/states/home?region=" + region + "#/v2/executions/details/"
                + executionArn;
    }
}
