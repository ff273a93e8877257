package dev.landfall.infra.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.landfall.model.Json;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreArea;
import dev.landfall.model.rights.StoreWrites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each function may do exactly what its handler's gateway calls need; {@code -Dlandfall.write.docs=true} writes the table again. */
class HandlerTableTest {

    private static final Path ROOT = Path.of(System.getProperty("landfall.root"));
    private static final Path TABLES = ROOT.resolve("model/src/main/resources/dev/landfall/model/rights");
    private static final Path TABLE = TABLES.resolve("handler-gateways.json");
    private static final Path WRITES = TABLES.resolve("handler-writes.json");

    /** Its checks are a list in a static field; read from calls alone, the function could make none of them. */
    @Test
    void preflightMayAskWhatItsChecksLookAt() {
        assertThat(handler("Preflight").gatewayMethods())
                .contains(
                        "Databases.facts",
                        "Databases.identity",
                        "Databases.activity",
                        "DatabaseHost.find",
                        "DatabaseServers.at",
                        "DnsZone.records",
                        "DnsZone.nameServers",
                        "ZoneRecords.atAndBelow",
                        "LoadBalancers.named",
                        "LoadBalancers.ofService",
                        "Certificates.covering",
                        "EgressAddresses.of",
                        "RoleGrants.of",
                        "Notices.confirmedAddresses",
                        "RunStore.delete",
                        "TargetCluster.deployments");
        assertThat(handler("Preflight").grants())
                .extracting(Grant::action)
                .contains(
                        "rds:DescribeDBInstances",
                        "acm:ListCertificates",
                        "route53:ListResourceRecordSets",
                        "s3:DeleteObject");
    }

    @Test
    void theTableIsWhatTheHandlersReach() throws IOException {
        var methods = new TreeMap<String, Set<String>>();
        var writes = new TreeMap<String, StoreWrites>();
        new HandlerReach(ROOT.resolve("functions/target/classes")).byHandler().forEach((handler, reached) -> {
            methods.put(handler, reached.gatewayMethods());
            Optional.of(StoreWriters.objects(reached))
                    .filter(found -> !found.equals(StoreWrites.NONE))
                    .ifPresent(found -> writes.put(handler, found));
        });
        holds(TABLE, methods);
        holds(WRITES, writes);
    }

    private static void holds(Path file, Map<String, ?> table) throws IOException {
        var text = Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(table) + "\n";
        if (Boolean.getBoolean("landfall.write.docs")) {
            Files.writeString(file, text);
        }

        assertThat(Files.readString(file))
                .as("stale: mvn test -pl infra -am -Dtest=HandlerTableTest -Dlandfall.write.docs=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(text);
    }

    @Test
    void onlyThePageAndTheGatesWriteApprovalsAndNobodyTheConfigurationOrACopy() {
        assertThat(HandlerTable.handlers())
                .filteredOn(handler -> handler.store().touches(StoreArea.APPROVALS))
                .extracting(Handler::name)
                .containsExactly("ApprovalPage", "RequestFreeze", "RequestGoLive", "RequestRollback");
        for (var area : List.of(StoreArea.CONFIGURATION, StoreArea.DATA, StoreArea.PROOF)) {
            assertThat(HandlerTable.handlers())
                    .filteredOn(handler -> handler.store().touches(area))
                    .as("write " + area)
                    .isEmpty();
        }
    }

    @Test
    void noGrantLetsAFunctionWriteOrRemoveWhateverItLikes() {
        assertThat(HandlerTable.handlers())
                .allSatisfy(handler -> assertThat(handler.grants())
                        .filteredOn(grant ->
                                List.of("s3:PutObject", "s3:DeleteObject").contains(grant.action()))
                        .extracting(grant -> grant.resource().pattern())
                        .doesNotContain(AwsResource.RUN_OBJECTS.pattern()));
    }

    @Test
    void actionsOnEverythingAreExactlyThoseThatHaveAReason() {
        var inPolicies = HandlerTable.handlers().stream()
                .flatMap(handler -> handler.grants().stream())
                .filter(grant -> grant.resource() == AwsResource.ANY)
                .map(Grant::action)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(WildcardReason.REASONS.keySet()).containsAll(inPolicies);
    }

    @Test
    void noActionHasAStar() {
        assertThat(HandlerTable.handlers())
                .allSatisfy(handler -> assertThat(handler.grants())
                        .allSatisfy(grant -> assertThat(grant.action()).matches("[a-z0-9-]+:[A-Za-z0-9]+")));
    }

    @Test
    void aRehearsalsFunctionsCannotStopTheSource() {
        for (var name : List.of(
                "CaptureSource",
                "ProbePod",
                "Preflight",
                "QuiesceTarget",
                "ReachDatabase",
                "Validate",
                "RehearseDns")) {
            assertThat(handler(name).grants())
                    .as(name)
                    .extracting(Grant::action)
                    .doesNotContain("ecs:UpdateService", "ecs:StopTask");
        }
        assertThat(handler("Freeze").grants()).extracting(Grant::action).contains("ecs:UpdateService");
    }

    /** A count of a rollback answers its own token where there is nothing to count. */
    @Test
    void onlyThePageTheGatesAndTheCountsAnswerTokens() {
        assertThat(HandlerTable.handlers())
                .filteredOn(handler -> handler.grants().stream()
                        .anyMatch(grant -> grant.action().startsWith("states:SendTask")))
                .extracting(Handler::name)
                .allMatch(name -> name.equals(HandlerTable.APPROVAL_PAGE)
                        || name.startsWith("Request")
                        || List.of("MeasureDivergence", "ConfirmDivergence").contains(name));
    }

    /** Whoever could sign could approve; a state that acts asks whether somebody did. */
    @Test
    void onlyWhoOpensGatesAndTakesVotesMaySign() {
        var signing = HandlerTable.handlers().stream()
                .filter(handler -> handler.grants().contains(new Grant("kms:GenerateMac", AwsResource.LINK_KEY)))
                .map(Handler::name)
                .toList();
        assertThat(signing)
                .containsExactlyInAnyOrder(
                        HandlerTable.APPROVAL_PAGE, "RequestFreeze", "RequestGoLive", "RequestRollback");
        for (var name : List.of("Freeze", "SwitchDns", "StopTarget", "RestoreDns", "WriteReport")) {
            assertThat(handler(name).grants()).as(name).contains(new Grant("kms:VerifyMac", AwsResource.LINK_KEY));
        }
        for (var name : List.of("ReturnToSource", "CloseRun")) {
            assertThat(handler(name).gatewayMethods())
                    .as("%s brings back what was, whatever was decided", name)
                    .doesNotContain("SecretVault.verify");
        }
        for (var name : List.of("RevertDns", "LiftFreeze")) {
            assertThat(handler(name).gatewayMethods())
                    .as("%s verifies what was saved of the domain, and asks for no decision", name)
                    .contains("SecretVault.verify")
                    .doesNotContain("RunStore.folders", "RunStore.list");
        }
    }

    @Test
    void onlyFunctionsThatChangeTheClusterMayDoSo() {
        assertThat(handler("RestoreDatabase").clusterPolicies()).containsExactly("AmazonEKSEditPolicy");
        assertThat(handler("QuiesceTarget").clusterPolicies()).containsExactly("AmazonEKSEditPolicy");
        assertThat(handler("AwaitLiveSettings").clusterPolicies())
                .as("it wakes the workflows that a rollback stopped")
                .containsExactly("AmazonEKSEditPolicy");
        for (var name : List.of("CaptureSource", "Preflight", "Validate")) {
            assertThat(handler(name).clusterPolicies())
                    .as(name)
                    .containsExactly("AmazonEKSViewPolicy", "AmazonEKSSecretReaderPolicy");
        }
    }

    @Test
    void readingDeploymentsNeedsSecretsTooBecauseTheirSettingsAreThere() {
        assertThat(new Handler("Reader", List.of("TargetCluster.deployments")).clusterPolicies())
                .containsExactly("AmazonEKSViewPolicy", "AmazonEKSSecretReaderPolicy");
        assertThat(new Handler("Reader", List.of("TargetCluster.jobs")).clusterPolicies())
                .containsExactly("AmazonEKSViewPolicy");
        assertThat(new Handler("Reader", List.of("TargetCluster.name", "RunStore.read")).reachesKubernetes())
                .isFalse();
    }

    private static Handler handler(String name) {
        return HandlerTable.handlers().stream()
                .filter(handler -> handler.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
