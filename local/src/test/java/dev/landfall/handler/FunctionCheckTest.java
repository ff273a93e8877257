package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.DatabaseHost;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.OwnRights;
import dev.landfall.gateway.TargetCluster.ClusterRight;
import dev.landfall.local.engine.integration.LambdaInvoke.LambdaError;
import dev.landfall.local.world.function.Handlers;
import dev.landfall.model.Json;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.run.FrozenPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function checks itself through its JSON boundary, and nothing is changed by it. */
class FunctionCheckTest {

    /** What every function may ask besides what is its own. */
    private static final Set<String> OF_ALL = Set.of(
            "OwnRights.denied",
            "TargetCluster.denied",
            "TargetCluster.name",
            "NameServers.publicResolvers",
            "Notices.approvalPage",
            // In the place of longer questions to a database, with the same rights.
            "Databases.identity");

    @TempDir
    Path folder;

    private HandlerWorld world;

    @BeforeEach
    void openAndCapture() {
        world = new HandlerWorld(folder);
        world.openAndCapture("one", Map.of());
    }

    static Stream<String> functions() {
        return HandlerTable.handlers().stream().map(Handler::name);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionThatMayEverythingSaysSoAndCallsOnlyItsOwn(String function) {
        var row = new HashSet<>(HandlerTable.handler(function).gatewayMethods());
        var before = contents();
        var calls = List.copyOf(world.target.calls);
        var watched = new WatchedGateways();

        var answer = check(function, watched.of(world.gateways), world.gateways.ownRights());

        assertThat(answer.path("function").asText()).isEqualTo(function);
        assertThat(answer.path("denied")).as(answer.toString()).isEmpty();
        assertThat(answer.path("failed")).as(answer.toString()).isEmpty();
        assertThat(answer.path("notChecked")).as(answer.toString()).isEmpty();
        assertThat(answer.path("checked").valueStream().map(JsonNode::asText)).containsExactlyInAnyOrderElementsOf(row);
        assertThat(watched.called()).allMatch(method -> row.contains(method) || OF_ALL.contains(method));
        assertThat(contents()).isEqualTo(before);
        assertThat(world.source.mutations()).isEmpty();
        assertThat(world.target.calls).isEqualTo(calls);
        assertThat(world.mails).isEmpty();
    }

    @Test
    void rightThatTheRoleLacksIsNamedWithItsResources() {
        world.withheld.add("ecs:UpdateService");

        var answer = check("Freeze", world.gateways, world.gateways.ownRights());

        assertThat(answer.path("denied")).singleElement().satisfies(denied -> {
            assertThat(denied.path("what").asText()).isEqualTo("SourceCluster.scale");
            assertThat(denied.path("right").asText()).isEqualTo("ecs:UpdateService");
            assertThat(denied.path("resource").asText().split(", "))
                    .hasSize(3)
                    .allMatch(arn -> arn.startsWith("arn:aws:ecs:us-east-1:000000000000:service/retool/retool-"));
            assertThat(denied.path("remedy").asText()).contains("Deploy the stack again");
        });
        assertThat(answer.path("checked").valueStream().map(JsonNode::asText)).doesNotContain("SourceCluster.scale");
    }

    @Test
    void rightThatTheClusterDoesNotGiveIsNamed() {
        world.target.forbidden.add(new ClusterRight("create", "batch", "jobs"));

        var answer = check("RestoreDatabase", world.gateways, world.gateways.ownRights());

        assertThat(answer.path("denied")).singleElement().satisfies(denied -> {
            assertThat(denied.path("what").asText()).isEqualTo("TargetCluster.createJob");
            assertThat(denied.path("right").asText()).isEqualTo("create jobs.batch");
        });
    }

    /** IAM is reached over NAT; where it is not, that alone says nothing about the move. */
    @Test
    void rightsThatNobodyTellsAreNotChecked() {
        var answer = check("Freeze", world.gateways, grants -> {
            throw Problem.retry("AWS_UNREACHABLE", "IAM did not answer.", "Open the way there.")
                    .asException();
        });

        assertThat(answer.path("denied")).isEmpty();
        assertThat(answer.path("failed")).isEmpty();
        assertThat(answer.path("notChecked"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("why").asText()).isEqualTo("IAM did not answer."));
    }

    @Test
    void readThatIsDeniedNamesTheRightThatAwsNames() {
        var answer = check("SnapshotDatabases", deniedBy(world.gateways), world.gateways.ownRights());

        assertThat(answer.path("denied")).isNotEmpty().first().satisfies(denied -> {
            assertThat(denied.path("right").asText()).isEqualTo("rds:DescribeDBInstances");
            assertThat(denied.path("resource").asText()).isEqualTo("arn:aws:rds:eu-west-1:123456789012:db:*");
        });
    }

    /** Answers as RDS does to a role without the right. */
    private static final class DeniedDatabaseHost implements DatabaseHost {
        @Override
        public Optional<DatabaseInstance> find(String endpointHost) {
            throw denied();
        }

        @Override
        public Change createSnapshot(String instanceId, String snapshotId) {
            throw new AssertionError("a check creates nothing");
        }

        @Override
        public Optional<String> snapshotStatus(String snapshotId) {
            throw denied();
        }

        private static RuntimeException denied() {
            return Problem.operator(
                            "AWS_DENIED",
                            "Rds answered AccessDenied when asked to find a database: User: arn:aws:sts::123456789012:"
                                    + "assumed-role/x/y is not authorized to perform: rds:DescribeDBInstances on resource: "
                                    + "arn:aws:rds:eu-west-1:123456789012:db:* because no identity-based policy allows it.",
                            "Allow it.")
                    .asException();
        }
    }

    private static Gateways deniedBy(Gateways real) {
        return new Gateways(
                real.source(),
                real.target(),
                new DeniedDatabaseHost(),
                real.databases(),
                real.dnsZone(),
                real.nameServers(),
                real.httpProbe(),
                real.runStore(),
                real.secretVault(),
                real.notices(),
                real.taskTokens(),
                real.executions(),
                real.ownRights(),
                real.surroundings(),
                real.clock());
    }

    private Map<String, String> contents() {
        return world.store.contents();
    }

    private JsonNode check(String function, Gateways gateways, OwnRights rights) {
        try {
            var payload = Map.of("check", true, "runId", "one", "plan", FrozenPlan.of(world.files, "one"));
            return Json.MAPPER.readTree(
                    Handlers.with(gateways, name -> rights).invoke(function, Json.MAPPER.writeValueAsString(payload)));
        } catch (LambdaError | IOException e) {
            throw new AssertionError(e);
        }
    }
}
