package dev.landfall.infra.iam;

/** The account and region into which the tests' templates are deployed, in thought. */
final class Account {

    static final String ID = "111122223333";
    static final String REGION = "eu-central-1";

    private Account() {}

    /** An ARN of this account and region. */
    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
    }

    /** An ARN of a service that knows no regions, such as {@code iam}. */
    static String global(String service, String resource) {
        return "arn:aws:" + service + "::" + ID + ":" + resource;
    }
}
