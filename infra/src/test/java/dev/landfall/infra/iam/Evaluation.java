package dev.landfall.infra.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.model.Json;
import dev.landfall.testing.PolicyTools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether requests are allowed as the templates' policies say: those of the role, its permissions boundary, and the
 * policy of the resource where it has one.
 */
final class Evaluation {

    private static final String OWN_POLICY_TYPES = "AWS::S3::BucketPolicy AWS::SNS::TopicPolicy AWS::SQS::QueuePolicy";

    /** What AWS gives a key that is made without a policy. */
    private static final String DEFAULT_KEY_POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"},
              "Action": "kms:*", "Resource": "*"}]}""".formatted(Account.ID);

    /** All that Landfall sends is encrypted on its way. */
    private static final Map<String, String> TLS = Map.of("aws:SecureTransport", "true", "s3:TlsVersion", "1.3");

    private final ObjectNode roles = Json.MAPPER.createObjectNode();
    private final Map<String, JsonNode> resourcePolicies = new HashMap<>();

    /**
     * Of what was deployed.
     *
     * @param boundaries the text of each managed policy that is a permissions boundary, by ARN
     */
    Evaluation(Deployed deployed, Map<String, String> boundaries) {
        deployed.all("AWS::IAM::Role").forEach(role -> addRole(role, boundaries));
        for (var type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")) {
            deployed.all(type)
                    .forEach(policy -> policy.texts("/Roles")
                            .forEach(role -> identity(Account.global("iam", "role/" + role))
                                    .add(policy.properties().path("PolicyDocument"))));
        }
        Bystander.ALL.forEach(arn -> {
            roles.putObject(arn).put("arn", arn).putArray("boundary");
            identity(arn).add(read(Bystander.EVERYTHING));
        });
        deployed.all("AWS::KMS::Key")
                .forEach(key -> resourcePolicies.put(key.arn(), key.properties().path("KeyPolicy")));
        for (var type : OWN_POLICY_TYPES.split(" ")) {
            deployed.all(type)
                    .forEach(policy -> owned(policy)
                            .forEach(arn -> resourcePolicies.put(
                                    arn, policy.properties().path("PolicyDocument"))));
        }
    }

    private void addRole(Deployed.Resource role, Map<String, String> boundaries) {
        var entry = roles.putObject(role.arn()).put("arn", role.arn());
        entry.putArray("identity");
        var boundary = entry.putArray("boundary");
        for (var arn : role.texts("/PermissionsBoundary")) {
            boundary.add(read(Optional.ofNullable(boundaries.get(arn))
                    .orElseThrow(() -> new IllegalStateException("No test knows the boundary " + arn))));
        }
        for (var inline : role.properties().path("Policies")) {
            identity(role.arn()).add(inline.path("PolicyDocument"));
        }
    }

    private com.fasterxml.jackson.databind.node.ArrayNode identity(String role) {
        return roles.withObject(com.fasterxml.jackson.core.JsonPointer.empty().appendProperty(role))
                .withArray("identity");
    }

    private static List<String> owned(Deployed.Resource policy) {
        var bucket = policy.texts("/Bucket").stream().map(name -> "arn:aws:s3:::" + name);
        var queues = policy.texts("/Queues").stream()
                .map(url -> Account.arn("sqs", url.substring(url.lastIndexOf('/') + 1)));
        return java.util.stream.Stream.of(bucket, policy.texts("/Topics").stream(), queues)
                .flatMap(arns -> arns)
                .toList();
    }

    /** Those that are not allowed, each with the evaluator's word for it. */
    Map<Request, String> refused(List<Request> requests) throws IOException, InterruptedException {
        var question = Json.MAPPER.createObjectNode();
        question.set("roles", roles);
        var asked = question.putArray("requests");
        requests.forEach(request -> asked.add(described(request)));
        var answers = Json.MAPPER.readTree(PolicyTools.judge(question.toString()));
        if (answers.size() != requests.size()) {
            throw new IllegalStateException(answers.size() + " answers to " + requests.size() + " requests");
        }
        var refused = new LinkedHashMap<Request, String>();
        for (int i = 0; i < requests.size(); i++) {
            if (!answers.get(i).asText().equals("Allowed")) {
                refused.put(requests.get(i), answers.get(i).asText());
            }
        }
        return refused;
    }

    private ObjectNode described(Request request) {
        var node = Json.MAPPER.createObjectNode();
        if (request.by().startsWith("arn:")) {
            if (!roles.has(request.by())) {
                throw new IllegalStateException("The templates have no role " + request.by());
            }
            node.put("role", request.by());
        } else {
            node.put("service", request.by());
        }
        node.put("action", request.action()).put("resource", request.resource()).put("account", Account.ID);
        var context = node.putObject("context");
        TLS.forEach(context::put);
        request.context().forEach(context::put);
        policyOf(request).ifPresent(policy -> node.set("resourcePolicy", policy));
        return node;
    }

    private Optional<JsonNode> policyOf(Request request) {
        var arn = request.resource();
        // The object's policy is its bucket's.
        var owner = arn.startsWith("arn:aws:s3:::") ? arn.replaceAll("/.*", "") : arn;
        return Optional.ofNullable(resourcePolicies.get(owner))
                .or(() -> arn.contains(":kms:") ? Optional.of(read(DEFAULT_KEY_POLICY)) : Optional.empty());
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The ARNs of all roles. */
    List<String> roles() {
        var names = new ArrayList<String>();
        roles.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
