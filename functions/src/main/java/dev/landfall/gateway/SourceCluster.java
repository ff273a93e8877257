package dev.landfall.gateway;

import java.util.List;

/** The ECS cluster that Retool runs on today. Bound to one cluster and to the services that the configuration names. */
public interface SourceCluster {

    String name();

    /** Every configured service; one that does not exist is a {@code SOURCE_SERVICE_MISSING} problem. */
    List<SourceService> services();

    Change scale(String service, int desiredCount);

    /** Sets all three flags of Application Auto Scaling's suspended state; UNCHANGED where no scaling is registered. */
    Change suspendScaling(String service, ScalingSuspension suspension);

    List<Schedule> schedules();

    Change enableSchedule(String schedule, boolean enabled);

    /** Tasks, running or recently stopped, that a run started: {@code startedBy} is what their state gave ECS. */
    List<MoverTask> moverTasks(String startedBy);

    Change stopMoverTask(String arn, String reason);
}
