package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.embedded.MotoServer;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.PythonTools;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** On Fargate a pod has a token of its service account and the name of a role, and nothing else (IRSA). */
@NeedsTier(Tier.MOTO)
class WebIdentityIT {

    private static final Map<String, String> OF_THE_POD = Map.of(
            "aws.region", "us-east-1",
            "aws.roleArn", "arn:aws:iam::123456789012:role/landfall-mover",
            "aws.roleSessionName", "mover");

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        OF_THE_POD.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.webIdentityTokenFile");
        System.clearProperty("aws.endpointUrlSts");
    }

    @Test
    void tokenOfTheServiceAccountIsExchangedForTheRole() throws IOException {
        try (var moto = MotoServer.start(PythonTools.program("python"), folder.resolve("moto.log"));
                var credentials = DefaultCredentialsProvider.builder().build()) {
            OF_THE_POD.forEach(System::setProperty);
            System.setProperty(
                    "aws.webIdentityTokenFile",
                    Files.writeString(folder.resolve("token"), "a.token.of").toString());
            System.setProperty("aws.endpointUrlSts", moto.endpoint().toString());

            var resolved = credentials.resolveCredentials();

            assertThat(resolved)
                    .as("of a role, for a while; a user's own would have no session")
                    .isInstanceOfSatisfying(
                            AwsSessionCredentials.class,
                            session -> assertThat(session.sessionToken()).isNotBlank());
        }
    }
}
