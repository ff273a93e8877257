package dev.landfall.capture;

import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Capture.CapturedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What changed from one capture to the next, in words; counts are left out, for a freeze changes those itself. */
final class Drift {

    private final List<String> found = new ArrayList<>();

    private Drift() {}

    static List<String> between(Capture before, Capture now) {
        var drift = new Drift();
        drift.services(byName(before.services(), CapturedService::name), byName(now.services(), CapturedService::name));
        if (!before.databases().equals(now.databases())) {
            drift.found.add("The databases' addresses changed.");
        }
        if (!before.dns().equals(now.dns())) {
            drift.found.add("The domain's DNS records changed.");
        }
        return List.copyOf(drift.found);
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
            if (!old.image().equals(fresh.image())) {
                found.add("The image of " + where + " changed from " + old.image() + " to " + fresh.image() + ".");
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
