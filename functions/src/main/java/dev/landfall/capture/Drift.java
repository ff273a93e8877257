package dev.landfall.capture;

import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Capture.CapturedDeployment;
import dev.landfall.capture.Capture.CapturedService;
import dev.landfall.gateway.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed from a rehearsal's capture to this one, in words. Counts are left out, for a freeze changes those itself,
 * and so is what a rehearsal does to the target.
 */
final class Drift {

    private final List<String> found = new ArrayList<>();

    private Drift() {}

    static List<String> between(Capture before, Capture now) {
        var drift = new Drift();
        drift.services(byName(before.services(), CapturedService::name), byName(now.services(), CapturedService::name));
        if (!before.databases().equals(now.databases())) {
            drift.found.add("The databases' addresses changed.");
        }
        if (!names(before.schedules()).equals(names(now.schedules()))) {
            drift.found.add(
                    "The schedules changed from " + names(before.schedules()) + " to " + names(now.schedules()) + ".");
        }
        drift.deployments(
                byName(before.deployments(), CapturedDeployment::name),
                byName(now.deployments(), CapturedDeployment::name));
        if (!before.dns().equals(now.dns())) {
            drift.found.add("The domain's DNS records changed.");
        }
        return List.copyOf(drift.found);
    }

    private static SortedSet<String> names(List<Schedule> schedules) {
        return schedules.stream().map(Schedule::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void deployments(Map<String, CapturedDeployment> before, Map<String, CapturedDeployment> now) {
        names(before, now).forEach(name -> {
            var old = before.get(name);
            var fresh = now.get(name);
            if (old == null || fresh == null) {
                found.add("The target's deployment " + name + (old == null ? " is new." : " is gone."));
                return;
            }
            image("the target's " + name, old.image(), fresh.image());
            values("The setting", "the target's " + name, old.settings(), fresh.settings());
            values("The value of", "the target's " + name, old.fingerprints(), fresh.fingerprints());
        });
    }

    private void image(String where, String before, String now) {
        if (!before.equals(now)) {
            found.add("The image of " + where + " changed from " + before + " to " + now + ".");
        }
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        return list.stream().collect(Collectors.toMap(name, each -> each, (first, second) -> first));
    }

    private void services(Map<String, CapturedService> before, Map<String, CapturedService> now) {
        names(before, now).forEach(name -> {
            var old = before.get(name);
            var fresh = now.get(name);
            if (old == null || fresh == null) {
                found.add("The service " + name + (old == null ? " is new." : " is gone."));
                return;
            }
            if (!old.taskDefinitionArn().equals(fresh.taskDefinitionArn())) {
                found.add("The service " + name + " runs another task definition: " + fresh.taskDefinitionArn() + ".");
            }
            containers(
                    name,
                    byName(old.containers(), CapturedContainer::name),
                    byName(fresh.containers(), CapturedContainer::name));
        });
    }

    private void containers(String service, Map<String, CapturedContainer> before, Map<String, CapturedContainer> now) {
        names(before, now).forEach(name -> {
            var where = service + "/" + name;
            var old = before.get(name);
            var fresh = now.get(name);
            if (old == null || fresh == null) {
                found.add("The container " + where + (old == null ? " is new." : " is gone."));
                return;
            }
            image(where, old.image(), fresh.image());
            if (old.cpuUnits() != fresh.cpuUnits() || old.memoryMib() != fresh.memoryMib()) {
                found.add("The size of " + where + " changed from " + old.cpuUnits() + " CPU units and "
                        + old.memoryMib() + " MiB to " + fresh.cpuUnits() + " and " + fresh.memoryMib() + ".");
            }
            values("The setting", where, old.settings(), fresh.settings());
            values("The value of", where, old.fingerprints(), fresh.fingerprints());
        });
    }

    private void values(String what, String where, Map<String, String> before, Map<String, String> now) {
        names(before, now).forEach(name -> {
            if (!Objects.equals(before.get(name), now.get(name))) {
                var how = before.containsKey(name) ? now.containsKey(name) ? "changed" : "is gone" : "is new";
                found.add(what + " " + name + " of " + where + " " + how + ".");
            }
        });
    }

    private static SortedSet<String> names(Map<String, ?> before, Map<String, ?> now) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names;
    }
}
