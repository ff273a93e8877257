package dev.landfall.infra.iam;

import java.util.Map;

/**
 * One request to AWS.
 *
 * @param by ARN of the role, or the name of the service, that makes it
 * @param why what of Landfall makes it, for people
 */
record Request(String by, String action, String resource, Map<String, String> context, String why) {

    Request(String by, String action, String resource, String why) {
        this(by, action, resource, Map.of(), why);
    }

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + context) + " by "
                + by.substring(by.lastIndexOf('/') + 1) + " (" + why + ")";
    }
}
