package dev.landfall.rollback;

import dev.landfall.capture.Capture;
import dev.landfall.capture.Capture.CapturedContainer;
import dev.landfall.capture.Inventory;
import dev.landfall.capture.ServiceRole;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.TargetDeployment;
import dev.landfall.run.RunFiles;
import java.util.List;

/**
 * Whether somebody gave the target another version after it went live. With one database for both sides its migrations
 * stand there, and they only go forward; the cutover itself was of equal versions.
 */
public record UpgradedTarget(Gateways gateways, String cutoverRunId) {

    /** In words; empty where both main backends are of one image tag. */
    public List<String> concerns() {
        var capture = new RunFiles(gateways.runStore()).require(Capture.key(cutoverRunId), Capture.class);
        var inventory = Inventory.of(gateways);
        return capture.services().stream()
                .filter(service -> service.roles().contains(ServiceRole.MAIN_BACKEND))
                .flatMap(service -> service.containers().stream())
                .map(CapturedContainer::image)
                .limit(1)
                .flatMap(
                        source -> gateways.target().deployments().stream()
                                .filter(deployment ->
                                        inventory.roles(deployment).contains(ServiceRole.MAIN_BACKEND))
                                .map(TargetDeployment::image)
                                .filter(target -> !tag(target).equals(tag(source)))
                                .map(
                                        target -> "The target runs " + target + " by now, the source " + source
                                                + ": what the target migrated stays in the shared database, and an older source may not start on it. The snapshot of before the cutover is the way back then, and it gives up everything written since."))
                .toList();
    }

    private static String tag(String image) {
        return image.substring(image.lastIndexOf(':') + 1);
    }
}
