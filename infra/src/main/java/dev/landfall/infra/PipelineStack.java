package dev.landfall.infra;

import dev.landfall.infra.function.CalledFunctions;
import dev.landfall.infra.function.HandlerFunctions;
import dev.landfall.infra.pipeline.AbandonedEvents;
import dev.landfall.infra.pipeline.AccountCalls;
import dev.landfall.infra.pipeline.ApprovalSite;
import dev.landfall.infra.pipeline.Endings;
import dev.landfall.infra.pipeline.JobIdentity;
import dev.landfall.infra.pipeline.LogGroups;
import dev.landfall.infra.pipeline.MoverProgram;
import dev.landfall.infra.pipeline.NoticeTopics;
import dev.landfall.infra.pipeline.SilentFailures;
import dev.landfall.infra.pipeline.StateMachines;
import dev.landfall.infra.pipeline.TargetNetwork;
import dev.landfall.infra.pipeline.TargetReach;
import dev.landfall.infra.pipeline.Watch;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.definition.FunctionTimes;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.ResourceNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/** Everything that runs. Destroying it leaves nothing behind but the evidence's stack. */
public final class PipelineStack extends Stack {

    PipelineStack(
            Construct scope,
            String id,
            StackProps properties,
            DeployedConfiguration configuration,
            Artefacts artefacts,
            EvidenceStack evidence) {
        super(scope, id, properties);
        var logs = new LogGroups(configuration.logRetentionDays(), configuration.deployment());
        var calls = new AccountCalls(this, logs);
        var topics = new NoticeTopics(
                this,
                "Mail",
                evidence.key(),
                configuration.approvers(),
                configuration.escalateTo(),
                configuration.deployment());
        var site = new ApprovalSite(this, "Approvals", configuration.deployment());
        var names = names(configuration, evidence, topics);
        var identity = JobIdentity.of(configuration);
        var mover = new MoverProgram(
                this,
                "Mover",
                new MoverProgram.Source(
                        artefacts.moverImage().toString(),
                        names,
                        configuration.copiedStorage(),
                        identity,
                        configuration.jobArchitecture(),
                        configuration.taskArchitecture(),
                        configuration.moverSize(),
                        configuration.moverJobs()),
                evidence,
                logs);
        var definitions = artefacts.machines(configuration.deployment());
        var network = network(configuration, calls);
        var functions = new HandlerFunctions(
                this,
                "Functions",
                new HandlerFunctions.Shared(
                        Code.fromAsset(artefacts.functions().toString()),
                        environment(configuration, evidence, topics, site, mover, network),
                        names,
                        network,
                        times(definitions),
                        logs));
        var page = site.answer(functions.get(HandlerTable.APPROVAL_PAGE), configuration.pageConcurrency(), logs);
        calls.writeConfiguration(evidence.bucket(), evidence.key(), configuration.withPageUrl(site.address()));
        configuration
                .namespace()
                .ifPresent(namespace -> new TargetReach(
                        this, "Target", configuration.targetCluster(), namespace, functions, mover, identity));
        var machines =
                new StateMachines(this, "Machines", definitions, new CalledFunctions(functions, page), mover, logs);
        // Whoever follows runs from a shell finds their bucket by it.
        machines.byName()
                .values()
                .forEach(machine -> Tags.of(machine)
                        .add("landfall:run-bucket", evidence.bucket().getBucketName()));
        var abandoned = new AbandonedEvents(this, "Abandoned");
        var endings = new Endings(this, "Endings", machines, functions, abandoned.queue());
        endings.rehearseNightly(configuration.nightlyRehearsal(), machines);
        endings.watchNightly(configuration.nightlyPreflight(), machines);
        new Watch(this, "Watch", machines, topics.alarms(), configuration.gateExpiry());
        var silent = new SilentFailures(this, "SilentFailures", configuration.deployment(), topics.alarms());
        silent.ofFunctions(functions);
        silent.ofThePage(site.serverErrors());
        silent.ofEvents(abandoned.queue());
        outputs(site, machines, evidence, mover, identity);
        network.ifPresent(
                found -> output(
                        "LetFunctionsIn",
                        "aws ec2 authorize-security-group-ingress --protocol tcp --port 5432 --group-id GROUP_OF_THE_DATABASE --source-group "
                                + found.securityGroups().getFirst(),
                        "Run it with the security group of the source's database, and with the target's where that lets in other groups."));
    }

    private static ResourceNames names(
            DeployedConfiguration configuration, EvidenceStack evidence, NoticeTopics topics) {
        return ResourceNames.configured(configuration.tree())
                .with("bucket", evidence.bucket().getBucketName())
                .with("key", evidence.key().getKeyArn())
                .with("tokenKey", evidence.tokenKey().getKeyArn())
                .with("fingerprintKey", evidence.fingerprintKey().getKeyArn())
                .with("linkKey", evidence.linkKey().getKeyArn())
                .with("topic", topics.notices().getTopicArn());
    }

    private static Map<String, String> environment(
            DeployedConfiguration configuration,
            EvidenceStack evidence,
            NoticeTopics topics,
            ApprovalSite site,
            MoverProgram mover,
            Optional<TargetNetwork> network) {
        var variables = new TreeMap<>(Map.of(
                "LANDFALL_BUCKET", evidence.bucket().getBucketName(),
                "LANDFALL_KEY_ARN", evidence.key().getKeyArn(),
                "LANDFALL_TOKEN_KEY_ARN", evidence.tokenKey().getKeyArn(),
                "LANDFALL_FINGERPRINT_KEY_ARN", evidence.fingerprintKey().getKeyArn(),
                "LANDFALL_LINK_KEY_ARN", evidence.linkKey().getKeyArn(),
                "LANDFALL_TOPIC_ARN", topics.notices().getTopicArn(),
                "LANDFALL_SERVICE_ACCOUNT", configuration.deployment().named("mover"),
                "LANDFALL_PAGE_URL", configuration.pageUrl().orElse(site.address())));
        variables.putAll(mover.imageVariables());
        if (!JobIdentity.of(configuration).isBoundByTheDeployment()) {
            variables.put("LANDFALL_JOB_ROLE_ARN", mover.jobRole().getRoleArn());
        }
        variables.put(DeploymentName.VARIABLE, configuration.deployment().value());
        network.ifPresent(found -> variables.put("LANDFALL_SUBNETS", String.join(",", found.subnets())));
        return variables;
    }

    /** Nothing reaches into a target that does not stand yet. */
    private static Optional<TargetNetwork> network(DeployedConfiguration configuration, AccountCalls calls) {
        if (configuration.namespace().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(configuration
                .network()
                .map(given -> new TargetNetwork(given.subnets(), given.securityGroups()))
                .orElseGet(() -> calls.networkOf(configuration.targetCluster())));
    }

    private static FunctionTimes times(Map<String, Definition> definitions) {
        return FunctionTimes.of(
                definitions.values().stream().map(Definition::tree).toList());
    }

    private void outputs(
            ApprovalSite site,
            StateMachines machines,
            EvidenceStack evidence,
            MoverProgram mover,
            JobIdentity identity) {
        machines.byName()
                .forEach((name, machine) -> output(
                        name + "-arn",
                        machine.getStateMachineArn(),
                        "Start it from the Step Functions console with the input {}."));
        output("ApprovalPage", site.address(), "Where the links of approval mails lead.");
        if (!identity.isBoundByTheDeployment()) {
            output(
                    "MoverJobRole",
                    mover.jobRole().getRoleArn(),
                    "Of the Jobs' service account " + identity.serviceAccount()
                            + ", which Landfall makes with it as its annotation. An account of your own by that name needs eks.amazonaws.com/role-arn.");
        }
        output(
                "AfterDestroy",
                evidence.getStackName(),
                "Destroying this stack leaves only that one: the run bucket, its keys and access logs; see docs/remove.md.");
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
