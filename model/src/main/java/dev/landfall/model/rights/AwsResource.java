package dev.landfall.model.rights;

/**
 * What an action works on, as an ARN without {@code arn:partition:}. Names in braces are filled in by
 * {@link ResourceNames}; one that stands for several things gives several ARNs.
 */
public enum AwsResource {
    RUN_BUCKET("s3:::{bucket}"),
    RUN_OBJECTS("s3:::{bucket}/*"),
    CONFIGURATION_OBJECT("s3:::{bucket}/landfall.json"),
    ENVIRONMENT_FILES("s3:::*/*.env"),
    STACK_KEY("{key}"),
    FINGERPRINT_KEY("{fingerprintKey}"),
    LINK_KEY("{linkKey}"),
    /** Keys of the account's owner that encrypt what Landfall reads: {@code deployment.kmsKeys}. */
    CUSTOMER_KEYS("{kmsKey}"),
    TOPIC("{topic}"),
    /** Of the one function that asks. */
    OWN_ROLE("{ownRole}"),
    SECRETS("secretsmanager:{region}:{account}:secret:*"),
    LANDFALL_SECRETS("secretsmanager:{region}:{account}:secret:{deployment}/*"),
    PARAMETERS("ssm:{region}:{account}:parameter/*"),
    EXECUTIONS("states:{region}:{account}:execution:{deployment}-*:*"),
    MACHINES("states:{region}:{account}:stateMachine:{deployment}-*"),
    SOURCE_CLUSTER("ecs:{region}:{account}:cluster/{sourceCluster}"),
    SOURCE_SERVICES("ecs:{region}:{account}:service/{sourceCluster}/{service}"),
    SOURCE_TASKS("ecs:{region}:{account}:task/{sourceCluster}/*"),
    SOURCE_CONTAINER_INSTANCES("ecs:{region}:{account}:container-instance/{sourceCluster}/*"),
    SCALABLE_TARGETS("application-autoscaling:{region}:{account}:scalable-target/*"),
    RULES("events:{region}:{account}:rule/{rule}"),
    SCHEDULES("scheduler:{region}:{account}:schedule/{schedule}"),
    TARGET_CLUSTER("eks:{region}:{account}:cluster/{targetCluster}"),
    DATABASES("rds:{region}:{account}:db:*"),
    DATABASE_CLUSTERS("rds:{region}:{account}:cluster:*"),
    SNAPSHOTS("rds:{region}:{account}:snapshot:{deployment}-*"),
    CLUSTER_SNAPSHOTS("rds:{region}:{account}:cluster-snapshot:{deployment}-*"),
    PARAMETER_GROUPS("rds:{region}:{account}:pg:*"),
    CLUSTER_PARAMETER_GROUPS("rds:{region}:{account}:cluster-pg:*"),
    ZONE("route53:::hostedzone/{zone}"),
    DNS_CHANGES("route53:::change/*"),
    ROLES("iam::{account}:role/*"),
    OWN_POLICIES("iam::{account}:policy/*"),
    AWS_POLICIES("iam::aws:policy/*"),
    WEB_ACLS("wafv2:{region}:{account}:regional/webacl/*/*"),
    CERTIFICATES("acm:{region}:{account}:certificate/*"),
    /** Only for actions that AWS cannot narrow; {@link WildcardReason} says why for each. */
    ANY("*");

    private final String pattern;

    AwsResource(String pattern) {
        this.pattern = pattern;
    }

    public String pattern() {
        return pattern;
    }
}
