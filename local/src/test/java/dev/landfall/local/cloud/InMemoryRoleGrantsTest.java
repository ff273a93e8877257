package dev.landfall.local.cloud;

import dev.landfall.contract.RoleGrantsContract;
import dev.landfall.gateway.RoleGrants.Grant;
import java.util.List;
import java.util.Map;

class InMemoryRoleGrantsTest extends RoleGrantsContract {

    @Override
    protected InMemoryRoleGrants grants() {
        return new InMemoryRoleGrants(Map.of(
                roleArn(),
                List.of(new Grant("storage", "Allow", List.of("s3:GetObject", "s3:PutObject"), List.of(BUCKET)))));
    }

    @Override
    protected String roleArn() {
        return "arn:aws:iam::111122223333:role/retool";
    }
}
