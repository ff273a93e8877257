package dev.landfall.transfer;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.TargetCluster;
import java.util.List;

/** Removes the Jobs that still work, with their pods; one that has ended stays to be read. */
public record JobStop(TargetCluster target) {

    /** Names of the Jobs that were removed. */
    public List<String> stop(List<JobState> jobs) {
        return jobs.stream()
                .filter(job -> job.phase() == JobState.Phase.PENDING || job.phase() == JobState.Phase.RUNNING)
                .map(JobState::name)
                .filter(name -> target.deleteJob(name) != Change.UNCHANGED)
                .toList();
    }
}
