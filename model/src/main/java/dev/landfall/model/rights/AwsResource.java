package dev.landfall.model.rights;

/**
 * What an action works on, as an ARN without {@code arn:partition:}. Names in braces are filled in by
 * {@link ResourceNames}; one that stands for several things gives several ARNs.
 */
public enum AwsResource implements ArnPattern {
    RUN_BUCKET("s3:::{bucket}"),
    /** All of them: who writes or removes some is granted just those, as {@link StoreWrites} says. */
    RUN_OBJECTS("s3:::{bucket}/*"),
    CONFIGURATION_OBJECT("s3:::{bucket}/landfall.json"),
    /** {@code deployment.access.environmentFiles}. */
    ENVIRONMENT_FILES("s3:::{environmentFile}"),
    STACK_KEY("{key}"),
    /** Encrypts the tokens of states that wait for people, and nothing else. */
    TOKEN_KEY("{tokenKey}"),
    FINGERPRINT_KEY("{fingerprintKey}"),
    LINK_KEY("{linkKey}"),
    /** Keys of the account's owner that encrypt what Landfall reads: {@code deployment.kmsKeys}. */
    CUSTOMER_KEYS("{kmsKey}"),
    TOPIC("{topic}"),
    /** Of the account: rules of others listen there. */
    EVENT_BUS("events:{region}:{account}:event-bus/default"),
    /** Of the one function that asks. */
    OWN_ROLE("{ownRole}"),
    /** {@code deployment.access}: those of the source's settings and of its databases. */
    SECRETS("secretsmanager:{region}:{account}:secret:{secret}"),
    /** {@code deployment.access.databaseSecrets}: what the mover's task reads. */
    DATABASE_SECRETS("secretsmanager:{region}:{account}:secret:{databaseSecret}"),
    /** Passwords of the source's databases that a capture kept, because they stand in a setting. */
    SOURCE_PASSWORDS("secretsmanager:{region}:{account}:secret:{deployment}/source/*"),
    LANDFALL_SECRETS("secretsmanager:{region}:{account}:secret:{deployment}/*"),
    /** {@code deployment.access.parameters}. */
    PARAMETERS("ssm:{region}:{account}:parameter/{parameter}"),
    EXECUTIONS("states:{region}:{account}:execution:{deployment}-*:*"),
    /** The machines whose states wait for an answer. */
    MIGRATION("states:{region}:{account}:stateMachine:{deployment}-migrate"),
    ROLLBACK("states:{region}:{account}:stateMachine:{deployment}-rollback"),
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
    /** {@code deployment.access.scheduleRoles}: what the source's schedules call their targets with. */
    SCHEDULE_ROLES("iam::{account}:role/{scheduleRole}"),
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

    @Override
    public String pattern() {
        return pattern;
    }
}
