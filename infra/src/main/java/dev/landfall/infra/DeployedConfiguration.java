package dev.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Architecture;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.Json;
import dev.landfall.model.MoverSize;
import dev.landfall.model.configuration.ConfigurationText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the stacks read of {@code landfall.json}, which the schema has checked. */
public record DeployedConfiguration(ObjectNode tree) {

    private static final int PAGE_CONCURRENCY = 10;

    /** The VPC's parts in which functions run that reach the cluster or a database. */
    public record Network(List<String> subnets, List<String> securityGroups) {}

    /** {@code CONFIGURATION_INVALID} with every mistake at once. */
    public static DeployedConfiguration parse(byte[] text) {
        return new DeployedConfiguration(ConfigurationText.checked(text));
    }

    /** What tells this deployment from others in the account and region. */
    public DeploymentName deployment() {
        return DeploymentName.of(text("/deployment/name"));
    }

    /** The name; of an ARN its last part. */
    public String sourceCluster() {
        var cluster = tree.at("/source/cluster").asText();
        return cluster.substring(cluster.lastIndexOf('/') + 1);
    }

    public List<String> services() {
        return texts("/source/services");
    }

    /** Empty where left out: then whatever starts tasks on the cluster counts. */
    public Optional<List<String>> schedules() {
        return tree.at("/source/schedules").isMissingNode()
                ? Optional.empty()
                : Optional.of(texts("/source/schedules"));
    }

    public String targetCluster() {
        return tree.at("/target/cluster").asText();
    }

    /** Empty until the target stands: then nothing is deployed that names it. */
    public Optional<String> namespace() {
        return text("/target/namespace");
    }

    /** The cluster's OIDC issuer without scheme, where its Jobs take their role by it (IRSA); else by Pod Identity. */
    public Optional<String> oidcProvider() {
        return text("/target/oidcProvider");
    }

    /** Of the mover's Jobs; empty where the cluster's nodes decide when a Job is created. Fargate has amd64 only. */
    public Optional<Architecture> jobArchitecture() {
        return text("/target/architecture")
                .map(Architecture::of)
                .or(() -> oidcProvider().map(fargate -> Architecture.AMD64));
    }

    /** Of the task that dumps: its own, else that of the Jobs, so that one image does; else the one that costs less. */
    public Architecture taskArchitecture() {
        return text("/source/architecture")
                .map(Architecture::of)
                .or(this::jobArchitecture)
                .orElse(Architecture.ARM64);
    }

    /** Of the mover's task and its Jobs. */
    public MoverSize moverSize() {
        return new MoverSize(tree.at("/mover/cpu").asInt(MoverSize.USUAL.cpu()));
    }

    /** Workers of each mover. */
    public int moverJobs() {
        return tree.at("/database/jobs").asInt(MoverSize.USUAL_JOBS);
    }

    public Optional<Network> network() {
        return tree.at("/target/network").isMissingNode()
                ? Optional.empty()
                : Optional.of(new Network(texts("/target/network/subnets"), texts("/target/network/securityGroups")));
    }

    public Optional<String> zoneId() {
        return text("/dns/zoneId");
    }

    public List<String> approvers() {
        return texts("/approvals/approvers");
    }

    /** Who is told where approvers do not answer; empty where they are among the approvers. */
    public Optional<String> escalateTo() {
        return text("/approvals/escalateTo")
                .filter(address -> approvers().stream().noneMatch(address::equalsIgnoreCase));
    }

    public Optional<String> pageUrl() {
        return text("/approvals/pageUrl");
    }

    /** Requests that the approval page answers at once, reserved for it; empty where none are. */
    public Optional<Integer> pageConcurrency() {
        return Optional.of(tree.at("/deployment/pageConcurrency").asInt(PAGE_CONCURRENCY))
                .filter(atOnce -> atOnce > 0);
    }

    public Duration gateExpiry() {
        return text("/approvals/expireAfter").map(Duration::parse).orElse(Duration.ofHours(2));
    }

    /**
     * Retool Storage that is copied: buckets with prefixes, without {@code s3://} and final slash.
     *
     * @param from read only
     * @param to read and written to
     */
    public record CopiedStorage(String from, String to) {}

    /** Empty where nothing is copied, whatever places the file names. */
    public Optional<CopiedStorage> copiedStorage() {
        return text("/storage/mode")
                .filter("copied"::equals)
                .map(mode -> new CopiedStorage(location("from"), location("to")));
    }

    private String location(String end) {
        return tree.at("/storage/" + end).asText().substring("s3://".length()).replaceAll("/+$", "");
    }

    /** ARNs of the owner's own keys, which encrypt what Landfall reads. */
    public List<String> kmsKeys() {
        return texts("/deployment/kmsKeys");
    }

    public Optional<String> permissionsBoundary() {
        return text("/deployment/permissionsBoundary");
    }

    public Optional<String> nightlyPreflight() {
        return text("/deployment/nightlyPreflight");
    }

    public Optional<String> nightlyRehearsal() {
        return text("/deployment/nightlyRehearsal");
    }

    public int logRetentionDays() {
        return tree.at("/deployment/logRetentionDays").asInt(90);
    }

    public Map<String, String> tags() {
        return Json.MAPPER.convertValue(
                tree.at("/deployment/tags").isMissingNode()
                        ? Json.MAPPER.createObjectNode()
                        : tree.at("/deployment/tags"),
                Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** As the run bucket gets it: with the page's own address where the file names none. */
    public Map<String, Object> withPageUrl(String address) {
        var deployed = tree.deepCopy();
        deployed.remove("$schema");
        if (pageUrl().isEmpty()) {
            deployed.withObject("/approvals").put("pageUrl", address);
        }
        return Json.MAPPER.convertValue(
                deployed, Json.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    private Optional<String> text(String pointer) {
        return Optional.of(tree.at(pointer)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private List<String> texts(String pointer) {
        return tree.at(pointer).valueStream().map(JsonNode::asText).toList();
    }
}
