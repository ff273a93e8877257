package dev.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.testing.Dockerfile;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What ECS does to a volume that an image does not declare, no emulator does: it gives it to root, mode 0755. A container
 * of another user whose root cannot be written has then no folder that it may write.
 */
@NeedsTier(Tier.LINT)
class ScratchVolumeIT {

    private final Dockerfile image = Dockerfile.read(TestStacks.ROOT.resolve("mover/container/Dockerfile"));

    @Test
    void everyFolderThatAContainerWithoutRightsIsGivenIsAVolumeOfItsImage() {
        var containers = Json.MAPPER
                .<JsonNode>valueToTree(TestStacks.exampleAssembly()
                        .getStackByName(LandfallApp.PIPELINE)
                        .getTemplate())
                .path("Resources")
                .valueStream()
                .filter(resource -> resource.path("Type").asText().equals("AWS::ECS::TaskDefinition"))
                .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
                .toList();

        assertThat(containers).isNotEmpty();
        var needed = containers.stream()
                .filter(container -> container.path("ReadonlyRootFilesystem").asBoolean() && !isRoot(container))
                .flatMap(container -> container.path("MountPoints").valueStream())
                .map(mount -> mount.path("ContainerPath").asText())
                .toList();
        assertThat(needed).as("the mover has a scratch folder").contains("/tmp");
        assertThat(image.volumes()).containsAll(needed);
    }

    /** The container's own word counts, then the image's last; without any it is root. */
    private boolean isRoot(JsonNode container) {
        var user = Optional.ofNullable(container.path("User").asText(null))
                .or(() -> image.all("USER").reversed().stream().findFirst().map(words -> words.getFirst()))
                .orElse("root");
        return user.matches("(root|0)(:.*)?");
    }
}
