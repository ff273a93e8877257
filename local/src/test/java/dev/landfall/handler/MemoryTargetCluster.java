package dev.landfall.handler;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.JobState;
import dev.landfall.gateway.MoverJob;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import dev.landfall.gateway.TargetCluster;
import dev.landfall.gateway.TargetDeployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster whose pods follow at once, unless {@link #slow} says otherwise. */
final class MemoryTargetCluster implements TargetCluster {

    private final Map<String, TargetDeployment> deployments = new LinkedHashMap<>();
    final Map<String, SecretText> secrets = new LinkedHashMap<>();
    final Map<String, MoverJob> jobs = new LinkedHashMap<>();
    final Map<String, JobState> states = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<ClusterRight> forbidden = new ArrayList<>();
    final List<Controller> controllers = new ArrayList<>();
    boolean slow;

    void deploy(String name, int replicas, String image, Map<String, SettingSource> settings) {
        deploy(name, replicas, image, Optional.empty(), settings, List.of());
    }

    void deploy(
            String name,
            int replicas,
            String image,
            Optional<String> chart,
            Map<String, SettingSource> settings,
            List<String> repeated) {
        put(new TargetDeployment(
                name,
                replicas,
                replicas,
                true,
                Optional.empty(),
                replicas,
                0,
                image,
                chart,
                settings,
                repeated,
                Map.of()));
    }

    /** A release that is not there. */
    void forgetAll() {
        deployments.clear();
    }

    /** Lets everything reach what was asked for. */
    void settle() {
        deployments.values().stream().toList().forEach(each -> put(with(each, each.replicas(), each.savedReplicas())));
    }

    TargetDeployment deployment(String name) {
        return Optional.ofNullable(deployments.get(name)).orElseThrow();
    }

    void put(TargetDeployment deployment) {
        deployments.put(deployment.name(), deployment);
    }

    private static TargetDeployment with(TargetDeployment old, int ready, Optional<Integer> saved) {
        return new TargetDeployment(
                old.name(),
                old.replicas(),
                ready,
                ready == old.replicas(),
                saved,
                ready,
                0,
                old.image(),
                old.chart(),
                old.settings(),
                old.repeatedSettings(),
                old.shadowedSettings());
    }

    @Override
    public String name() {
        return "retool-eks/retool";
    }

    @Override
    public List<TargetDeployment> deployments() {
        return List.copyOf(deployments.values());
    }

    @Override
    public List<Controller> controllers() {
        return List.copyOf(controllers);
    }

    @Override
    public Change scale(String name, int replicas) {
        var old = deployment(name);
        if (old.replicas() == replicas) {
            return Change.UNCHANGED;
        }
        calls.add("scale " + name + " " + replicas);
        int ready = slow ? old.readyReplicas() : replicas;
        put(new TargetDeployment(
                name,
                replicas,
                ready,
                ready == replicas,
                old.savedReplicas(),
                ready,
                0,
                old.image(),
                old.chart(),
                old.settings(),
                old.repeatedSettings(),
                old.shadowedSettings()));
        return Change.UPDATED;
    }

    @Override
    public Change saveReplicas(String name) {
        var old = deployment(name);
        if (old.savedReplicas().isPresent() || old.replicas() == 0) {
            return Change.UNCHANGED;
        }
        put(with(old, old.readyReplicas(), Optional.of(old.replicas())));
        return Change.CREATED;
    }

    @Override
    public List<ClusterRight> denied(List<ClusterRight> rights) {
        return rights.stream().filter(forbidden::contains).toList();
    }

    @Override
    public Change forgetReplicas(String name) {
        var old = deployment(name);
        put(with(old, old.readyReplicas(), Optional.empty()));
        return old.savedReplicas().isPresent() ? Change.REMOVED : Change.UNCHANGED;
    }

    @Override
    public Change createServiceAccount() {
        if (calls.contains("account")) {
            return Change.UNCHANGED;
        }
        calls.add("account");
        return Change.CREATED;
    }

    @Override
    public Change createJob(MoverJob job) {
        if (jobs.putIfAbsent(job.name(), job) != null) {
            return Change.UNCHANGED;
        }
        states.put(job.name(), new JobState(job.name(), JobState.Phase.RUNNING, Optional.empty(), Optional.empty()));
        return Change.CREATED;
    }

    @Override
    public List<JobState> jobs(Map<String, String> labels) {
        return jobs.values().stream()
                .filter(job -> job.labels().entrySet().containsAll(labels.entrySet()))
                .map(job -> Optional.ofNullable(states.get(job.name())).orElseThrow())
                .toList();
    }

    @Override
    public Change deleteJob(String name) {
        states.remove(name);
        return jobs.remove(name) == null ? Change.UNCHANGED : Change.REMOVED;
    }

    @Override
    public Optional<SecretText> secret(String name, String key) {
        return Optional.ofNullable(secrets.get(name + "/" + key));
    }
}
