package dev.landfall.infra.cost;

import java.util.Arrays;
import java.util.Set;

/** Unit prices of us-east-1 in dollars, as they were known in 2026-11; nothing here was read from AWS. */
public enum Priced {
    KEY("KMS key", 1, "a key and month", "AWS::KMS::Key"),
    ALARM_METRIC("metric that an alarm reads", 0.10, "a metric and month", "AWS::CloudWatch::Alarm"),
    SECRET("secret in Secrets Manager", 0.40, "a secret and month", ""),
    DASHBOARD("dashboard", 0, "one of the account's three free ones", "AWS::CloudWatch::Dashboard"),
    METRIC(
            "metric made of log lines",
            0,
            "free while nothing is counted, and the first ten",
            "AWS::Logs::MetricFilter"),
    LOG_INGESTED("log, written", 0.50, "a GB", "AWS::Logs::LogGroup"),
    IMAGE("image in the registry", 0.10, "a GB-month", ""),
    LAMBDA("Lambda, arm64", 0.0000133334, "a GB-second", "AWS::Lambda::Function"),
    TRANSITION("Step Functions, standard", 0.000025, "a transition", "AWS::StepFunctions::StateMachine"),
    FARGATE_ARM_CPU("Fargate, arm64", 0.03238, "a vCPU-hour", "AWS::ECS::TaskDefinition"),
    FARGATE_ARM_MEMORY("Fargate, arm64", 0.00356, "a GB-hour", "AWS::ECS::TaskDefinition"),
    FARGATE_X86_CPU("Fargate, x86-64", 0.04048, "a vCPU-hour", "AWS::ECS::TaskDefinition"),
    FARGATE_X86_MEMORY("Fargate, x86-64", 0.004445, "a GB-hour", "AWS::ECS::TaskDefinition"),
    STORED("S3, stored", 0.023, "a GB-month", "AWS::S3::Bucket"),
    PUT("S3, put", 0.000005, "a request", "AWS::S3::Bucket"),
    GET("S3, get", 0.0000004, "a request", "AWS::S3::Bucket"),
    NAT("NAT gateway, through it", 0.045, "a GB", ""),
    ZONES("between two availability zones", 0.02, "a GB, both ways counted", ""),
    PAGE("HTTP API", 0.000001, "a request", "AWS::ApiGatewayV2::Api"),
    QUEUE("SQS", 0, "free below a million requests a month", "AWS::SQS::Queue"),
    MAIL("SNS, mail", 0, "free below a thousand mails a month", "AWS::SNS::Topic"),
    SNAPSHOT("RDS snapshot", 0.095, "a GB-month", "");

    private static final Set<String> FREE = Set.of(
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::CDK::Metadata",
            "AWS::EKS::AccessEntry",
            "AWS::EKS::PodIdentityAssociation",
            "AWS::Events::Rule",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::KMS::Alias",
            "AWS::Lambda::Alias",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "Custom::AWS");

    final String what;
    final double dollars;
    final String unit;
    final String type;

    Priced(String what, double dollars, String unit, String type) {
        this.what = what;
        this.dollars = dollars;
        this.unit = unit;
        this.type = type;
    }

    /** Whether a type of CloudFormation has a price here or costs nothing. */
    public static boolean isKnown(String type) {
        return FREE.contains(type) || Arrays.stream(values()).anyMatch(each -> each.type.equals(type));
    }

    double of(double amount) {
        return amount * dollars;
    }
}
