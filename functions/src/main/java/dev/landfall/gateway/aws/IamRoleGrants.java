package dev.landfall.gateway.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.RoleGrants;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Policies of roles in IAM, inline and attached, read whole. */
public final class IamRoleGrants implements RoleGrants {

    private final SignedApi iam;

    public IamRoleGrants(AwsConnection connection) {
        iam = SignedApi.iam(connection);
    }

    @Override
    public List<Grant> of(String roleArn) {
        var role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        return AwsProblem.guard("read the policies of the role " + roleArn, () -> {
            try {
                var grants = new ArrayList<Grant>();
                inline(role).forEach((name, document) -> grants.addAll(statements(name, document)));
                attached(role).forEach((name, document) -> grants.addAll(statements(name, document)));
                return List.copyOf(grants);
            } catch (AwsServiceException e) {
                if ("NoSuchEntity".equals(e.awsErrorDetails().errorCode())) {
                    throw Problem.operator(
                                    "ROLE_MISSING",
                                    "There is no role " + roleArn + ".",
                                    "Check the task definition, and that the role was not deleted.")
                            .asException(e);
                }
                throw e;
            }
        });
    }

    private Map<String, String> inline(String role) {
        var documents = new HashMap<String, String>();
        for (var member : list("ListRolePolicies", role, "PolicyNames")) {
            var name = member.element().getTextContent();
            var policy = iam.query("GetRolePolicy", Map.of("RoleName", role, "PolicyName", name));
            documents.put(name, policy.first("PolicyDocument").orElseThrow());
        }
        return documents;
    }

    private Map<String, String> attached(String role) {
        var documents = new HashMap<String, String>();
        for (var member : list("ListAttachedRolePolicies", role, "AttachedPolicies")) {
            var arn = member.text("PolicyArn").orElseThrow();
            var version = iam.query("GetPolicy", Map.of("PolicyArn", arn))
                    .first("DefaultVersionId")
                    .orElseThrow();
            var policy = iam.query("GetPolicyVersion", Map.of("PolicyArn", arn, "VersionId", version));
            documents.put(
                    member.text("PolicyName").orElse(arn),
                    policy.first("Document").orElseThrow());
        }
        return documents;
    }

    private List<XmlAnswer> list(String action, String role, String members) {
        var all = new ArrayList<XmlAnswer>();
        Optional<String> marker = Optional.empty();
        do {
            var parameters = new HashMap<>(Map.of("RoleName", role));
            marker.ifPresent(next -> parameters.put("Marker", next));
            var page = iam.query(action, parameters).below(action + "Result").orElseThrow();
            all.addAll(page.members(members));
            marker = page.text("Marker");
        } while (marker.isPresent());
        return all;
    }

    /** IAM answers with the document in the form of a URL's part. */
    private static List<Grant> statements(String policy, String document) {
        try {
            var statement = Json.MAPPER
                    .readTree(URLDecoder.decode(document, StandardCharsets.UTF_8))
                    .path("Statement");
            var grants = new ArrayList<Grant>();
            for (var each : statement.isArray() ? statement : List.of(statement)) {
                grants.add(new Grant(
                        policy,
                        each.path("Effect").asText(),
                        words(each, "Action", "NotAction"),
                        words(each, "Resource", "NotResource")));
            }
            return grants;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("IAM answered with a policy that is not JSON: " + policy, e);
        }
    }

    /** One word or several; an exception is said as {@code not …}. */
    private static List<String> words(JsonNode statement, String field, String exception) {
        var words = new ArrayList<String>();
        for (var name : List.of(field, exception)) {
            var node = statement.path(name);
            var prefix = name.equals(exception) ? "not " : "";
            if (node.isTextual()) {
                words.add(prefix + node.asText());
            }
            node.elements().forEachRemaining(each -> words.add(prefix + each.asText()));
        }
        return words;
    }
}
