package dev.landfall.infra.guard;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * A service of AWS that takes a role only for something of this account: with the service alone in a trust policy,
 * another account's resource could make it take the role as well. Services that do not say for whom they ask are
 * trusted by name: {@code lambda.amazonaws.com} and what starts a task for {@code ecs-tasks.amazonaws.com}.
 */
public final class TrustedService {

    private TrustedService() {}

    /** For anything of this account. */
    public static PrincipalBase ofThisAccount(Stack stack, String service) {
        return new PrincipalWithConditions(new ServicePrincipal(service), account(stack));
    }

    /**
     * For some of this account's resources.
     *
     * @param resource a service, such as {@code states}, and what follows region and account in the ARN
     */
    public static PrincipalBase of(Stack stack, String service, Resource resource) {
        var arn = "arn:%s:%s:%s:%s:%s"
                .formatted(
                        stack.getPartition(),
                        resource.service(),
                        stack.getRegion(),
                        stack.getAccount(),
                        resource.rest());
        return ofThisAccount(stack, service).withConditions(Map.of("ArnLike", Map.of("aws:SourceArn", arn)));
    }

    /** Whom the service asks for; stars are allowed in the rest. */
    public record Resource(String service, String rest) {}

    private static Map<String, Object> account(Stack stack) {
        return Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()));
    }
}
