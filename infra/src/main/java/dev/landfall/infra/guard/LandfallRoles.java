package dev.landfall.infra.guard;

import dev.landfall.model.DeploymentName;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreArea;
import dev.landfall.model.rights.StoreWrites;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/**
 * The names of Landfall's roles. They are given and not made by CloudFormation, for policies of the bucket and the keys
 * name them, and those stand before the roles do and after they are gone. A role's name counts in all regions, so it
 * names its own.
 *
 * @param stack any of the deployment
 */
public record LandfallRoles(Stack stack, DeploymentName deployment) {

    /** Of the call that writes the configuration. */
    public static final String DEPLOYMENT = "deployment";

    /** Of the task that dumps. */
    public static final String MOVER_TASK = "mover-task";

    /** Of the Jobs in the target's cluster. */
    public static final String MOVER_JOB = "mover-job";

    /** What a role is called that is for a function, by its handler, or for one of the above. */
    public String name(String whose) {
        return deployment.named(whose) + "-" + stack.getRegion();
    }

    /** What {@code aws:PrincipalArn} says of whoever works under it, also in a session. */
    public String arn(String whose) {
        return iam("role/" + name(whose));
    }

    /** The account's root user, who can take a bucket's policy back whatever it says. */
    public String root() {
        return iam("root");
    }

    /** What CloudFormation works under, as the CDK's bootstrap made it. */
    public String cloudFormation() {
        var synthesizer = (DefaultStackSynthesizer) stack.getSynthesizer();
        return Fn.sub(synthesizer.getCloudFormationExecutionRoleArn());
    }

    /** Of all that write or remove in an area. */
    public List<String> writing(StoreArea area) {
        return writers().entrySet().stream()
                .filter(entry -> entry.getValue().touches(area))
                .map(entry -> arn(entry.getKey()))
                .toList();
    }

    /** Of the functions that have such a grant. */
    public List<String> granted(Predicate<Grant> grant) {
        return HandlerTable.handlers().stream()
                .filter(handler -> handler.grants().stream().anyMatch(grant))
                .map(handler -> arn(handler.name()))
                .toList();
    }

    private static Map<String, StoreWrites> writers() {
        var writers = new TreeMap<>(Map.of(
                DEPLOYMENT, StoreWrites.DEPLOYMENT,
                MOVER_TASK, StoreWrites.MOVER_TASK,
                MOVER_JOB, StoreWrites.MOVER_JOB));
        for (Handler handler : HandlerTable.handlers()) {
            writers.put(handler.name(), handler.store());
        }
        return writers;
    }

    private String iam(String rest) {
        return "arn:" + stack.getPartition() + ":iam::" + stack.getAccount() + ":" + rest;
    }
}
