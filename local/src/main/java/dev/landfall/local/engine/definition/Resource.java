package dev.landfall.local.engine.definition;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Task state calls.
 *
 * @param arn as written
 * @param service {@code resourceType} in history events, such as {@code lambda}
 * @param action {@code resource} in history events, such as {@code invoke.waitForTaskToken}
 */
public record Resource(String arn, String service, String action, CallPattern pattern) {

    /** How the state waits for what it called. */
    public enum CallPattern {
        /** Until the service answers. */
        REQUEST_RESPONSE,
        /** Until somebody answers with the task token. */
        WAIT_FOR_TASK_TOKEN,
        /** Until the job that the service started is done. */
        RUN_A_JOB,
        /** A Lambda function named by its own ARN. */
        DIRECT_LAMBDA
    }

    private static final Pattern SERVICE =
            Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]*:[0-9]*:([a-z0-9-]+(?::[a-z0-9-]+)*?)"
                    + ":([A-Za-z0-9]+)(\\.waitForTaskToken|\\.sync(?::2)?)?");
    private static final Pattern LAMBDA =
            Pattern.compile("arn:aws[a-z-]*:lambda:[a-z0-9-]*:[0-9]*:function:[A-Za-z0-9_${}-]+(:[A-Za-z0-9_$-]+)?");

    /** Empty for what the engine cannot call, such as an activity. */
    public static Optional<Resource> parse(String arn) {
        if (LAMBDA.matcher(arn).matches()) {
            return Optional.of(new Resource(arn, "lambda", arn, CallPattern.DIRECT_LAMBDA));
        }
        var matcher = SERVICE.matcher(arn);
        if (!matcher.matches() || matcher.group(1).equals("activity")) {
            return Optional.empty();
        }
        var suffix = Optional.ofNullable(matcher.group(3)).orElse("");
        var pattern = switch (suffix) {
            case "" -> CallPattern.REQUEST_RESPONSE;
            case ".waitForTaskToken" -> CallPattern.WAIT_FOR_TASK_TOKEN;
            default -> CallPattern.RUN_A_JOB;
        };
        return Optional.of(new Resource(arn, matcher.group(1), matcher.group(2) + suffix, pattern));
    }

    /** Timeouts of direct Lambda calls and of integrations have events of their own. */
    public boolean isDirectLambda() {
        return pattern == CallPattern.DIRECT_LAMBDA;
    }
}
