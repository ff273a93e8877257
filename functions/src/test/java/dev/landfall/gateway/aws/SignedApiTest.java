package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.StillWaitingException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that no client of the SDK makes fail, page and are tried again as a client's are. */
class SignedApiTest {

    private static final String THROTTLED = """
            <Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message>\
            </Error></Errors></Response>
            """;

    private final CannedAws aws = new CannedAws();

    @Test
    void denialNamesTheAction() {
        aws.then(403, """
                <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform \
                this operation: ec2:DescribeRouteTables</Message></Error></Errors></Response>
                """);
        assertThatThrownBy(() -> new Ec2EgressAddresses(aws.connection(), List.of()).of(List.of("subnet-1")))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("AWS_DENIED")
                .hasMessageContaining("ec2:DescribeRouteTables");
    }

    @Test
    void throttlingIsTriedAgainAndMayPassLater() {
        aws.then(503, THROTTLED);
        assertThatThrownBy(() -> new Ec2EgressAddresses(aws.connection(), List.of()).of(List.of("subnet-1")))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AWS_BUSY");
        assertThat(aws.asked()).hasSize(3);
    }

    @Test
    void denialOfAServiceThatSpeaksJsonNamesTheAction() {
        aws.then(400, """
                {"__type":"com.amazon.coral#AccessDeniedException","Message":"User is not authorized to perform: \
                acm:ListCertificates"}
                """);
        assertThatThrownBy(() -> new AcmCertificates(aws.connection()).covering("retool.example.com"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("AWS_DENIED")
                .hasMessageContaining("acm:ListCertificates");
    }

    @Test
    void pagesOfCertificatesAreFollowedAndEveryKindOfKeyIsAskedFor() {
        aws.then(200, "{\"CertificateSummaryList\":[],\"NextToken\":\"more\"}")
                .then(200, "{\"CertificateSummaryList\":[]}");
        assertThat(new AcmCertificates(aws.connection()).covering("retool.example.com"))
                .isEmpty();
        assertThat(aws.asked().get(0)).contains("CertificateManager.ListCertificates", "EC_prime256v1");
        assertThat(aws.asked().get(1)).contains("\"NextToken\":\"more\"");
    }

    @Test
    void pagesOfPoliciesAreFollowed() {
        aws.then(200, """
                        <ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames/><IsTruncated>true\
                        </IsTruncated><Marker>more</Marker></ListRolePoliciesResult></ListRolePoliciesResponse>
                        """).then(200, """
                        <ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames/></ListRolePoliciesResult>\
                        </ListRolePoliciesResponse>
                        """).then(200, """
                        <ListAttachedRolePoliciesResponse><ListAttachedRolePoliciesResult><AttachedPolicies/>\
                        </ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>
                        """);
        assertThat(new IamRoleGrants(aws.connection()).of("arn:aws:iam::123456789012:role/path/retool"))
                .isEmpty();
        assertThat(aws.asked().get(1)).contains("Marker=more").contains("RoleName=retool");
    }
}
