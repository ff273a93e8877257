package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import dev.landfall.model.rights.HandlerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must stay impossible, whatever else is granted. */
record ForbiddenRequests(SampleConfiguration configuration, Deployed deployed) {

    private static final String WHY = "forbidden";

    List<Request> all() {
        var requests = new Requests(configuration, deployed);
        var mover = new MoverRequests(configuration, deployed);
        var forbidden = new ArrayList<Request>();
        for (var handler : HandlerTable.handlers()) {
            var role = requests.roleOf(handler.name());
            forbidden.add(new Request(role, "rds:DeleteDBInstance", Account.arn("rds", "db:retool-production"), WHY));
            forbidden.add(
                    new Request(role, "rds:DeleteDBCluster", Account.arn("rds", "cluster:retool-production"), WHY));
            forbidden.add(new Request(role, "ecs:DeleteService", Source.service("retool"), WHY));
            forbidden.add(new Request(role, "ecs:UpdateService", Source.service("billing"), WHY));
            forbidden.add(new Request(
                    role,
                    "iam:PassRole",
                    Account.global("iam", "role/administrator"),
                    Map.of("iam:PassedToService", "lambda.amazonaws.com"),
                    WHY));
            forbidden.add(new Request(
                    role,
                    "secretsmanager:PutSecretValue",
                    Account.arn("secretsmanager", "secret:retool/production-AbCdEf"),
                    WHY));
        }
        for (var reader : List.of("ApprovalPage", "Preflight", "CaptureSource", "WriteReport")) {
            forbidden.add(new Request(requests.roleOf(reader), "ecs:UpdateService", Source.service("retool"), WHY));
        }
        for (var role : List.of(mover.taskRole(), mover.jobRole())) {
            var bucket = mover.bucket().arn();
            for (var key : List.of("landfall.json", "lock.json", "approvals/1.json")) {
                forbidden.add(new Request(role, "s3:GetObject", bucket + "/" + key, WHY));
            }
            forbidden.add(new Request(role, "s3:ListBucket", bucket, Map.of("s3:prefix", "approvals/"), WHY));
            forbidden.add(new Request(role, "s3:PutObject", "arn:aws:s3:::retool-blobs/production/a/b.png", WHY));
        }
        forbidden.add(new Request(
                requests.roleOf("SwitchDns"), "events:PutEvents", Account.arn("events", "event-bus/payroll"), WHY));
        forbidden.addAll(schedules(requests.roleOf("Freeze")));
        forbidden.addAll(machine());
        return forbidden;
    }

    /** Where schedules are named, no other may be changed. */
    private List<Request> schedules(String role) {
        return configuration == SampleConfiguration.LEAST
                ? List.of()
                : List.of(
                        new Request(role, "events:DisableRule", Source.rule("payroll"), WHY),
                        new Request(role, "events:DisableRule", Source.rule("payroll/nightly-report"), WHY),
                        new Request(role, "scheduler:UpdateSchedule", Source.schedule("payroll/nightly-sync"), WHY));
    }

    private List<Request> machine() {
        var machine = deployed.one("AWS::StepFunctions::StateMachine", "/StateMachineName", "landfall-migrate");
        var role = machine.text("/RoleArn");
        var task = deployed.one("AWS::ECS::TaskDefinition", "/Family", Requests.FAMILY);
        return List.of(
                new Request(role, "ecs:RunTask", Account.arn("ecs", "task-definition/retool:1"), WHY),
                new Request(role, "ecs:RunTask", Account.arn("ecs", "task-definition/landfall-mover-2:1"), WHY),
                new Request(
                        role,
                        "iam:PassRole",
                        task.text("/TaskRoleArn"),
                        Map.of("iam:PassedToService", "lambda.amazonaws.com"),
                        WHY));
    }
}
