package dev.landfall.infra.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Objects;

/** What CloudFormation would call a resource: its own name where the template gives one, else one made from its id. */
final class PhysicalNames {

    /** A given name holds nothing that another resource would have to tell. */
    private static final Intrinsics GIVEN = new Intrinsics(
            name -> Objects.requireNonNull(Deployed.PSEUDO.get(name), name),
            attribute -> {
                throw new IllegalStateException("A name depends on " + attribute);
            },
            exported -> {
                throw new IllegalStateException("A name depends on " + exported);
            });

    private PhysicalNames() {}

    /** What {@code Ref} gives. */
    static String reference(String id, JsonNode resource) {
        return switch (type(resource)) {
            case "AWS::S3::Bucket", "AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::Lambda::Function" ->
                name(id, resource);
            case "AWS::KMS::Key" -> id;
            case "AWS::SNS::Topic",
                    "AWS::StepFunctions::StateMachine",
                    "AWS::ECS::TaskDefinition",
                    "AWS::Lambda::Version",
                    "AWS::Lambda::Alias" -> arn(id, resource);
            case "AWS::SQS::Queue" ->
                "https://sqs." + Account.REGION + ".amazonaws.com/" + Account.ID + "/" + name(id, resource);
            default -> id;
        };
    }

    /** What {@code Fn::GetAtt} gives. */
    static String attribute(String id, JsonNode resource, String attribute) {
        return switch (attribute) {
            case "Arn", "TopicArn", "FunctionArn" -> arn(id, resource);
            case "QueueName", "TopicName", "Name" -> name(id, resource);
            default -> {
                if (type(resource).startsWith("Custom::") || type(resource).equals("AWS::ApiGatewayV2::Api")) {
                    yield id + "." + attribute;
                }
                throw new IllegalStateException("No test knows " + attribute + " of " + type(resource) + " " + id);
            }
        };
    }

    private static String arn(String id, JsonNode resource) {
        var name = name(id, resource);
        return switch (type(resource)) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
            case "AWS::IAM::Role" -> Account.global("iam", "role/" + name);
            case "AWS::Lambda::Function" -> Account.arn("lambda", "function:" + name);
            case "AWS::Lambda::Version", "AWS::Lambda::Alias" -> Account.arn("lambda", "function:" + id + ":1");
            case "AWS::Logs::LogGroup" -> Account.arn("logs", "log-group:" + name + ":*");
            case "AWS::KMS::Key" -> Account.arn("kms", "key/" + id);
            case "AWS::SNS::Topic" -> Account.arn("sns", name);
            case "AWS::SQS::Queue" -> Account.arn("sqs", name);
            case "AWS::StepFunctions::StateMachine" -> Account.arn("states", "stateMachine:" + name);
            case "AWS::ECS::TaskDefinition" -> Account.arn("ecs", "task-definition/" + name + ":1");
            case "AWS::Events::Rule" -> Account.arn("events", "rule/" + name);
            default -> throw new IllegalStateException("No test knows the ARN of " + type(resource) + " " + id);
        };
    }

    private static String name(String id, JsonNode resource) {
        var properties = resource.path("Properties");
        if (properties.has("RoleName")) {
            return GIVEN.resolved(properties.path("RoleName")).asText();
        }
        for (var key : new String[] {"FunctionName", "LogGroupName", "StateMachineName", "Family"}) {
            if (properties.path(key).isTextual()) {
                return properties.path(key).asText();
            }
        }
        return type(resource).equals("AWS::S3::Bucket") ? id.toLowerCase(Locale.ROOT) : id;
    }

    private static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }
}
