package dev.landfall.infra.iam;

import dev.landfall.infra.SampleConfiguration;
import java.util.Map;
import java.util.stream.Stream;

/** One configuration's deployment, with the names by which tables speak of it. */
record SampleWorld(SampleConfiguration configuration, Deployed deployed) {

    private static final Map<String, String> KEYS = Map.of(
            "{key}", "run bucket",
            "{tokenKey}", "tokens of states",
            "{fingerprintKey}", "fingerprints",
            "{linkKey}", "signs the links");

    static SampleWorld of(SampleConfiguration configuration) {
        return new SampleWorld(configuration, new Deployed(configuration.assembly()));
    }

    Requests requests() {
        return new Requests(configuration, deployed);
    }

    MoverRequests movers() {
        return new MoverRequests(configuration, deployed);
    }

    /** Of the one call that writes the configuration. */
    String deploymentRole() {
        return deployed.one("AWS::IAM::Role", "/RoleName", "landfall-deployment-" + Account.REGION)
                .arn();
    }

    Stream<String> machineRoles() {
        return deployed.all("AWS::StepFunctions::StateMachine").map(machine -> machine.text("/RoleArn"));
    }

    /** An ARN, or the name of one of the deployment's things with what follows it. */
    String on(String text) {
        if (text.startsWith("{bucket}")) {
            return movers().bucket().arn() + text.substring("{bucket}".length());
        }
        if (KEYS.containsKey(text)) {
            return deployed.all("AWS::KMS::Key")
                    .filter(key -> key.text("/Description").contains(KEYS.get(text)))
                    .findFirst()
                    .orElseThrow()
                    .arn();
        }
        return text.equals("{topic}")
                ? deployed.one("AWS::SNS::Topic", "/DisplayName", "Landfall").arn()
                : text.equals("{alarms}")
                        ? deployed.one("AWS::SNS::Topic", "/DisplayName", "Landfall alarms")
                                .arn()
                        : text.replace("{account}", Account.ID).replace("{region}", Account.REGION);
    }
}
