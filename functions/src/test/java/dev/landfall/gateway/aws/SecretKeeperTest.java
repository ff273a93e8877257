package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.SecretText;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What Secrets Manager answers that moto does not. */
class SecretKeeperTest {

    private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:landfall/one-AbCdEf";

    private final CannedAws aws = new CannedAws();

    @Test
    void nameThatWaitsForItsDeletionIsTakenBack() {
        aws.then(400, """
                        {"__type":"InvalidRequestException","Message":"You can't create this secret because a secret with \
                        this name is already scheduled for deletion."}""").then(200, "{\"ARN\":\"" + ARN + "\",\"Name\":\"landfall/one\"}");
        var keeper = new SecretKeeper(
                () -> aws.connection().client(SecretsManagerClient.builder()), "arn:aws:kms:::key/one", "landfall/");

        assertThat(keeper.keep("landfall/one", SecretText.of("value"))).isEqualTo(ARN);
        assertThat(aws.asked()).hasSize(3);
        assertThat(aws.asked().get(1)).contains("secretsmanager.RestoreSecret", "landfall/one");
        assertThat(aws.asked().get(2)).contains("secretsmanager.PutSecretValue", "\"value\"");
    }
}
