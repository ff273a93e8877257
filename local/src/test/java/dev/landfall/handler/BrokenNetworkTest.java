package dev.landfall.handler;

import static dev.landfall.handler.BrokenSource.told;
import static dev.landfall.handler.BrokenSource.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.EgressAddresses.DefaultRoute;
import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.Problem;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.preflight.PreflightReport.Result;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What installing Landfall asks of networks, of the cluster and of approvers, each missing in one way. */
class BrokenNetworkTest {

    @TempDir
    Path folder;

    private static RuntimeException silent(String code) {
        return Problem.retry(code, "Database retool at that host does not answer.", "General words.")
                .asException();
    }

    static Stream<BrokenSource> broken() {
        return Stream.of(
                world(
                        "functions in no VPC",
                        "functions-network",
                        Result.NOT_NEEDED,
                        "in a VPC",
                        world -> world.surroundings.functionRoutes.clear()),
                world("functions behind a NAT gateway", "functions-network", Result.OK, "by nat-1.", world -> {}),
                told(
                        "a route that is changed while the run works",
                        "functions-network",
                        Result.BLOCKER,
                        "subnet-9 is public",
                        world -> route(world, "igw-7")),
                world(
                        "a cluster that looks at its ConfigMap alone",
                        "cluster-access",
                        Result.BLOCKER,
                        "The authentication mode of retool-eks is CONFIG_MAP",
                        world -> world.surroundings.authenticationMode = Optional.of("CONFIG_MAP")),
                world(
                        "a cluster that looks at both",
                        "cluster-access",
                        Result.OK,
                        "API_AND_CONFIG_MAP",
                        world -> world.surroundings.authenticationMode = Optional.of("API_AND_CONFIG_MAP")),
                world(
                        "a cluster that does not tell",
                        "cluster-access",
                        Result.NOT_CHECKED,
                        "does not tell",
                        world -> world.surroundings.authenticationMode = Optional.empty()),
                world(
                        "a target that is not known yet",
                        "cluster-access",
                        Result.NOT_NEEDED,
                        "target.namespace is not given",
                        world -> world.configure(
                                HandlerWorld.configuration().replace("\"namespace\": \"retool\",", ""))),
                world("databases that answer", "database-reach", Result.OK, "source-db, target-db answer", world -> {}),
                world(
                        "a source's database in a VPC that nothing leads to",
                        "database-reach",
                        Result.BLOCKER,
                        "does not answer",
                        world -> world.databases.unreachable.put("source-db", silent("DATABASE_UNREACHABLE"))),
                world(
                        "a database whose name is of another VPC",
                        "database-reach",
                        Result.BLOCKER,
                        "does not answer",
                        world -> world.databases.unreachable.put("source-db", silent("DATABASE_NAME_UNKNOWN"))),
                world(
                        "a database that answers with a refusal",
                        "database-reach",
                        Result.OK,
                        "answer",
                        world -> world.databases.unreachable.put("source-db", silent("PASSWORD_WRONG"))),
                world(
                        "an approver whom any scanner unsubscribes",
                        "approvers",
                        Result.WARNING,
                        "to ben@example.com ends that subscription",
                        world -> world.unprotected.add("ben@example.com")),
                world(
                        "somebody else's subscription of that kind",
                        "approvers",
                        Result.OK,
                        "only who signs in ends it",
                        world -> world.unprotected.add("former@example.com")),
                world(
                        "a stranger who hears everybody's mail",
                        "approvers",
                        Result.WARNING,
                        "besides the approvers would get their links",
                        world -> world.otherListeners.add(
                                new Listener("arn:1", "email", "mallory@example.com", true, false))),
                world(
                        "a stranger who has not confirmed yet",
                        "approvers",
                        Result.WARNING,
                        "has not confirmed: email mallory@example.com",
                        world -> world.otherListeners.add(
                                new Listener("PendingConfirmation", "email", "mallory@example.com", false, false))));
    }

    private static void route(HandlerWorld world, String through) {
        world.surroundings.functionRoutes.add(new DefaultRoute("subnet-9", Optional.of(through)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void namedCheckSaysSo(BrokenSource broken) {
        broken.isNamed(folder);
    }

    @Test
    void remedyForTheSourceIsPeeringAndForANameItsResolution() {
        assertThat(reach("source-db", "DATABASE_UNREACHABLE").remedy().orElseThrow())
                .contains("peering or a transit gateway");
        assertThat(reach("target-db", "DATABASE_UNREACHABLE").remedy().orElseThrow())
                .doesNotContain("peering");
        assertThat(reach("source-db", "DATABASE_NAME_UNKNOWN").remedy()).contains("General words.");
    }

    private Check reach(String host, String code) {
        return BrokenSource.preflight(
                        new HandlerWorld(folder.resolve(host + code)),
                        world -> world.databases.unreachable.put(host, silent(code)),
                        world -> {})
                .checks()
                .stream()
                .filter(check -> check.name().equals("database-reach"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runDoesNotBeginWhereFunctionsWouldHang() {
        var world = new HandlerWorld(folder);
        route(world, "igw-7");
        world.surroundings.functionRoutes.add(new DefaultRoute("subnet-8", Optional.empty()));

        assertThatThrownBy(() -> world.open("one", Map.of()))
                .hasMessageContaining("FUNCTIONS_CUT_OFF")
                .hasMessageContaining("subnet-9 is public (its default route is igw-7), subnet-8 has no default route")
                .hasMessageContaining("target.network");
        assertThat(world.store.read("lock.json")).isEmpty();
    }

    @Test
    void runBeginsWhereTheRoutesAreFine() {
        var world = new HandlerWorld(folder);
        route(world, "tgw-1");
        assertThat(world.open("one", Map.of()).path("runId").asText()).isEqualTo("one");
    }
}
