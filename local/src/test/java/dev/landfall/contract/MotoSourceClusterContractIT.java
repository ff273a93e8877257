package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.MoverTask;
import dev.landfall.gateway.ScalingSuspension;
import dev.landfall.gateway.Schedule;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.SourceCluster;
import dev.landfall.gateway.SourceService;
import dev.landfall.gateway.aws.EcsSourceCluster;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

@NeedsTier(Tier.MOTO)
class MotoSourceClusterContractIT extends SourceClusterContract {

    private static final String API_CALL = "arn:aws:scheduler:::aws-sdk:ecs:runTask";

    private MotoSource source;
    private String clusterArn;

    @BeforeEach
    void build() {
        source = new MotoSource(Moto.fresh());
        clusterArn = source.cluster();
        source.service(SERVICE);
        source.service(UNSCALED);
        source.scaling(SERVICE);
        source.rule(SCHEDULE, clusterArn);
    }

    @Override
    protected SourceCluster cluster() {
        return open(List.of(SERVICE, UNSCALED));
    }

    @Override
    protected SourceCluster clusterNaming(String missingService) {
        return open(List.of(SERVICE, missingService));
    }

    private SourceCluster open(List<String> services) {
        return open(MotoSource.CLUSTER, services, Optional.empty());
    }

    private SourceCluster open(String name, List<String> services, Optional<List<String>> schedules) {
        return PackedArchive.gateway(
                SourceCluster.class, EcsSourceCluster.class, source.connection(), name, services, schedules);
    }

    @Test
    void serviceIsReadWithItsNetworkAndItsContainers() {
        var service = cluster().services().getFirst();

        assertThat(service.name()).isEqualTo(SERVICE);
        assertThat(service.desiredCount()).isEqualTo(2);
        assertThat(service.scalingRegistered()).isTrue();
        assertThat(service.subnets()).isEqualTo(source.subnets());
        assertThat(service.securityGroups()).containsExactly(source.securityGroup());
        assertThat(service.assignsPublicIp()).isFalse();
        var container = service.containers().getFirst();
        assertThat(container.image()).isEqualTo("tryretool/backend:3.75.1");
        assertThat(container.cpuUnits()).as("left to the task").isEqualTo(1024);
        assertThat(container.memoryMib()).isEqualTo(4096);
        assertThat(container.settings().get("ENCRYPTION_KEY"))
                .isEqualTo(new SettingSource.Reference(
                        "arn:aws:secretsmanager:us-east-1:123456789012:secret:retool:key::"));
        assertThat(container.settings().get("SERVICE_TYPE"))
                .isInstanceOfSatisfying(
                        SettingSource.Plain.class,
                        plain -> assertThat(plain.value().reveal()).isEqualTo("MAIN_BACKEND"));
    }

    @Test
    void moreServicesThanOneQuestionMayNameAreReadInOrder() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            names.add("service-" + i);
            source.service("service-" + i);
        }
        assertThat(open(names).services()).extracting(SourceService::name).isEqualTo(names);
    }

    @Test
    void clusterMayBeGivenByItsArn() {
        var cluster = open(clusterArn, List.of(SERVICE), Optional.empty());
        assertThat(cluster.name()).isEqualTo(MotoSource.CLUSTER);
        assertThat(cluster.suspendScaling(SERVICE, ScalingSuspension.ALL)).isEqualTo(Change.UPDATED);
    }

    @Test
    void missingClusterIsNamed() {
        var cluster = open("elsewhere", List.of(SERVICE), Optional.empty());
        assertThatThrownBy(cluster::services)
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("SOURCE_CLUSTER_MISSING")
                .hasMessageContaining("elsewhere");
    }

    @Test
    void whateverStartsTasksThereIsASchedule() {
        source.rule("other", clusterArn + "-other");
        source.schedule("report", clusterArn, "{}");
        source.schedule("called", API_CALL, "{\"Cluster\":\"retool\",\"TaskDefinition\":\"retool\"}");
        source.schedule("elsewhere", API_CALL, "{\"Cluster\":\"tool\",\"TaskDefinition\":\"retool\"}");

        assertThat(cluster().schedules())
                .containsExactlyInAnyOrder(
                        new Schedule(SCHEDULE, true),
                        new Schedule("default/report", true, Optional.of(MotoSource.ROLE)),
                        new Schedule("default/called", true, Optional.of(MotoSource.ROLE)));
    }

    @Test
    void namedSchedulesAreTheOnlyOnes() {
        source.schedule("report", clusterArn, "{}");
        var cluster = open(MotoSource.CLUSTER, List.of(SERVICE), Optional.of(List.of("default/report")));
        assertThat(cluster.schedules())
                .containsExactly(new Schedule("default/report", true, Optional.of(MotoSource.ROLE)));
    }

    @Test
    void disabledScheduleKeepsWhatItStarts() {
        source.schedule("report", clusterArn, "{\"containerOverrides\":[]}");
        var cluster = cluster();

        assertThat(cluster.enableSchedule("default/report", false)).isEqualTo(Change.UPDATED);
        assertThat(cluster.enableSchedule("default/report", false)).isEqualTo(Change.UNCHANGED);

        var schedule = source.scheduler().getSchedule(request -> request.name("report"));
        assertThat(schedule.state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(schedule.target().input()).isEqualTo("{\"containerOverrides\":[]}");
        assertThat(schedule.target().roleArn()).isEqualTo(MotoSource.ROLE);
        assertThat(schedule.description()).isEqualTo("nightly report");
    }

    @Test
    void missingScheduleIsNamed() {
        for (var name : List.of("gone", "default/gone")) {
            assertThatThrownBy(() -> cluster().enableSchedule(name, false))
                    .isInstanceOf(OperatorException.class)
                    .hasMessageContaining("SCHEDULE_MISSING")
                    .hasMessageContaining(name);
        }
    }

    @Test
    void moverTasksOfARunAreFoundAndStoppedOnce() {
        var arn = source.moverTask("run-1/app");
        source.moverTask("run-2/app");
        var cluster = cluster();

        assertThat(cluster.moverTasks("run-1/app")).extracting(MoverTask::arn).containsExactly(arn);
        assertThat(cluster.stopMoverTask(arn, "its sibling failed")).isEqualTo(Change.REMOVED);
        assertThat(cluster.stopMoverTask(arn, "its sibling failed")).isEqualTo(Change.UNCHANGED);
        assertThat(cluster.moverTasks("run-1/app"))
                .singleElement()
                .satisfies(task -> assertThat(task.stoppedReason()).hasValue("its sibling failed"));
    }

    @Test
    void stoppingATaskThatIsGoneIsUnchanged() {
        source.moverTask("run-1/app");
        assertThat(cluster().stopMoverTask(clusterArn.replace(":cluster/", ":task/") + "/0000", "reason"))
                .isEqualTo(Change.UNCHANGED);
    }

    @Test
    void everyCallUsesExactlyItsActions() {
        source.schedule("called", API_CALL, "{\"Cluster\":\"retool\"}");
        var arn = source.moverTask("run-1/app");
        var recorder = new CallRecorder();
        var cluster = recorder.watch(
                SourceCluster.class,
                new EcsSourceCluster(
                        source.connection().shownTo(recorder), MotoSource.CLUSTER, List.of(SERVICE), Optional.empty()));

        cluster.name();
        cluster.services();
        cluster.scale(SERVICE, 0);
        cluster.suspendScaling(SERVICE, ScalingSuspension.ALL);
        cluster.schedules();
        for (var name : List.of(SCHEDULE, "default/called")) {
            cluster.enableSchedule(name, false);
            cluster.enableSchedule(name, true);
        }
        cluster.moverTasks("run-1/app");
        cluster.stopMoverTask(arn, "reason");

        recorder.assertUsedExactlyWhatIsListed(SourceCluster.class);
    }
}
