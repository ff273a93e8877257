package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.RoleGrants;
import dev.landfall.gateway.RoleGrants.Grant;
import dev.landfall.gateway.aws.AwsConnection;
import dev.landfall.gateway.aws.IamRoleGrants;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsTier(Tier.MOTO)
class MotoRoleGrantsContractIT extends RoleGrantsContract {

    private static final String ATTACHED = """
            {"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":"s3:*","Resource":"*"}}
            """;

    private AwsConnection connection;
    private MotoApi account;
    private String roleArn;

    @BeforeEach
    void build() {
        connection = Moto.fresh();
        account = new MotoApi(connection);
        roleArn = account.role("retool", "storage", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],
                "Resource":"%s"}]}
                """.formatted(BUCKET));
    }

    private void attach() {
        var policy = account.iam("CreatePolicy", "PolicyName", "boundary", "PolicyDocument", ATTACHED);
        account.iam(
                "AttachRolePolicy",
                "RoleName",
                "retool",
                "PolicyArn",
                MotoApi.values(policy, "Arn").getFirst());
    }

    @Override
    protected RoleGrants grants() {
        return PackedArchive.gateway(RoleGrants.class, IamRoleGrants.class, connection);
    }

    @Override
    protected String roleArn() {
        return roleArn;
    }

    @Test
    void attachedPoliciesAreReadInTheirDefaultVersion() {
        attach();
        assertThat(grants().of(roleArn))
                .contains(new Grant("boundary", "Deny", List.of("not s3:*"), List.of("*")))
                .hasSize(2);
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        attach();
        var recorder = new CallRecorder();
        recorder.watch(RoleGrants.class, new IamRoleGrants(connection.shownTo(recorder)))
                .of(roleArn);
        recorder.assertUsedExactlyWhatIsListed(RoleGrants.class);
    }
}
