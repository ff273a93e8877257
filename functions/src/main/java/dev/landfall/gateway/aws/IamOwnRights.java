package dev.landfall.gateway.aws;

import dev.landfall.gateway.OwnRights;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import dev.landfall.model.rights.ResourceNames.Place;
import dev.landfall.model.rights.StoreObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The role of the function that runs this, asked of IAM's {@code SimulatePrincipalPolicy}, which weighs the role's
 * policies, its permissions boundary and the organization's. IAM has one endpoint for all regions.
 */
public final class IamOwnRights implements OwnRights {

    /** In the place of whatever else a pattern stands for. */
    private static final String SAMPLE = "landfall-check";

    /** More make IAM refuse the request. */
    private static final int RESOURCES_AT_ONCE = 20;

    private final SignedApi tokens;
    private final PolicySimulator simulator;
    private final SignedApi signed;
    private final ResourceNames names;
    private final Supplier<String> role;

    public IamOwnRights(AwsConnection connection, ResourceNames names) {
        tokens = SignedApi.tokens(connection);
        signed = SignedApi.simulator(connection);
        simulator = new PolicySimulator(signed);
        this.names = names;
        role = new Later<>(this::ownRole);
    }

    /** Actions that are asked about the same resources in one request. */
    private record Group(List<String> resources, Optional<String> passedTo) {}

    @Override
    public Findings denied(List<Grant> grants) {
        return AwsProblem.guard("simulate what the function's own role may do", () -> {
            var place = new Place(
                    role.get().split(":", -1)[1],
                    signed.access().get().region().id(),
                    role.get().split(":", -1)[4]);
            var own = names.with("ownRole", role.get());
            var denied = new ArrayList<Denial>();
            var unclear = new ArrayList<Unclear>();
            var groups = new LinkedHashMap<Group, List<Grant>>();
            var objects = new LinkedHashMap<String, List<Grant>>();
            for (var grant : grants) {
                if (grant.resource() instanceof StoreObject) {
                    objects.computeIfAbsent(grant.action(), each -> new ArrayList<>())
                            .add(grant);
                    continue;
                }
                var resources = sampled(grant, own, place).toList();
                if (resources.stream().anyMatch(arn -> arn.contains("{"))) {
                    unclear.add(new Unclear(grant, "The function does not know what stands for " + resources + "."));
                } else {
                    groups.computeIfAbsent(new Group(resources, grant.passedTo()), each -> new ArrayList<>())
                            .add(grant);
                }
            }
            // One question about all objects that a function writes: IAM is asked by all functions at once.
            objects.forEach((action, of) -> groups.computeIfAbsent(
                            new Group(
                                    of.stream()
                                            .flatMap(grant -> sampled(grant, own, place))
                                            .toList(),
                                    Optional.empty()),
                            each -> new ArrayList<>())
                    .add(of.getFirst()));
            groups.forEach((group, asked) -> Batches.of(group.resources(), RESOURCES_AT_ONCE)
                    .forEach(resources -> ask(asked, resources, group.passedTo(), denied, unclear)));
            return new Findings(denied, unclear);
        });
    }

    /** Each with something in the place of what a pattern leaves open. */
    private static Stream<String> sampled(Grant grant, ResourceNames names, Place place) {
        return names.arns(grant.resource(), place).stream()
                .map(arn -> grant.resource() == AwsResource.ANY
                        ? arn
                        : arn.replace("*", SAMPLE).replace("?", "x"));
    }

    private void ask(
            List<Grant> grants,
            List<String> resources,
            Optional<String> passedTo,
            List<Denial> denied,
            List<Unclear> unclear) {
        try {
            var decisions = simulator.decide(
                    role.get(), grants.stream().map(Grant::action).toList(), resources, passedTo);
            for (var grant : grants) {
                var of = decisions.stream()
                        .filter(decision -> decision.action().equalsIgnoreCase(grant.action()))
                        .toList();
                if (of.isEmpty()) {
                    unclear.add(new Unclear(grant, "IAM's answer does not name " + grant.action() + "."));
                }
                for (var decision : of) {
                    decision.missing()
                            .ifPresentOrElse(
                                    missing -> unclear.add(new Unclear(grant, missing)),
                                    () -> decision.by()
                                            .ifPresent(by -> denied.add(new Denial(
                                                    grant,
                                                    decision.resource(),
                                                    by.isEmpty() ? Optional.empty() : Optional.of(by)))));
                }
            }
        } catch (AwsServiceException e) {
            if (!"InvalidInput".equals(e.awsErrorDetails().errorCode())) {
                throw e;
            }
            // IAM takes some actions only apart from others.
            if (grants.size() > 1) {
                grants.forEach(grant -> ask(List.of(grant), resources, passedTo, denied, unclear));
            } else {
                unclear.add(new Unclear(
                        grants.getFirst(),
                        "IAM does not simulate " + grants.getFirst().action() + " on "
                                + String.join(", ", resources) + ": "
                                + e.awsErrorDetails().errorMessage()));
            }
        }
    }

    /** STS tells everybody who they are: {@code arn:aws:sts::account:assumed-role/name/session}. Our roles have no path. */
    private String ownRole() {
        var arn = tokens.query("GetCallerIdentity", Map.of()).first("Arn").orElseThrow();
        var parts = arn.split("[:/]");
        return "arn:" + parts[1] + ":iam::" + parts[4] + ":role/" + parts[6];
    }
}
