package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.RoleGrants;
import dev.landfall.model.failure.OperatorException;
import org.junit.jupiter.api.Test;

/** What every reader of roles does: a role that may read and write objects of {@value #BUCKET}. */
public abstract class RoleGrantsContract {

    public static final String BUCKET = "arn:aws:s3:::retool-storage/*";

    protected abstract RoleGrants grants();

    /** The ARN of the role whose one inline policy {@code storage} allows GetObject and PutObject on {@link #BUCKET}. */
    protected abstract String roleArn();

    @Test
    void statementsOfTheRoleAreListed() {
        assertThat(grants().of(roleArn())).singleElement().satisfies(grant -> {
            assertThat(grant.policy()).isEqualTo("storage");
            assertThat(grant.effect()).isEqualTo("Allow");
            assertThat(grant.actions()).containsExactlyInAnyOrder("s3:GetObject", "s3:PutObject");
            assertThat(grant.resources()).containsExactly(BUCKET);
        });
    }

    @Test
    void missingRoleIsNamed() {
        assertThatThrownBy(() -> grants().of("arn:aws:iam::123456789012:role/gone"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("ROLE_MISSING")
                .hasMessageContaining("gone");
    }
}
