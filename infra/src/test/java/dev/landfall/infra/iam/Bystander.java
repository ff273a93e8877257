package dev.landfall.infra.iam;

import java.util.List;

/** Who is in the account beside Landfall, each with every right that an identity's policy can give. */
final class Bystander {

    /** A role of somebody else. */
    static final String WIDE_ROLE = Account.global("iam", "role/platform/administrator");

    /** The account's root user. */
    static final String ROOT = Account.global("iam", "root");

    /** What CloudFormation works under, as the CDK's bootstrap names it. */
    static final String CLOUD_FORMATION =
            Account.global("iam", "role/cdk-hnb659fds-cfn-exec-role-" + Account.ID + "-" + Account.REGION);

    static final List<String> ALL = List.of(WIDE_ROLE, ROOT, CLOUD_FORMATION);

    static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

    private Bystander() {}
}
