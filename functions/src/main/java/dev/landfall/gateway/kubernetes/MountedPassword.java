package dev.landfall.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;

/**
 * One key of a Secret as a file of a pod.
 *
 * @param name of the volume
 */
record MountedPassword(String name, String secret, String key, String file) {

    private static final int GROUP_READS = 0440;

    /**
     * The password in that place of a pod's list.
     *
     * @param reference {@code secret/key}
     */
    static MountedPassword of(int place, String file, String reference) {
        var slash = reference.indexOf('/');
        if (slash < 1 || slash == reference.length() - 1) {
            throw new IllegalArgumentException("not of the form secret/key: " + reference);
        }
        return new MountedPassword(
                place == 0 ? "password" : "password-" + place,
                reference.substring(0, slash),
                reference.substring(slash + 1),
                file);
    }

    Volume volume() {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(GROUP_READS)
                .addNewItem()
                .withKey(key)
                .withPath(file.substring(file.lastIndexOf('/') + 1))
                .endItem()
                .endSecret()
                .build();
    }

    VolumeMount mount() {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(file.substring(0, file.lastIndexOf('/')))
                .withReadOnly(true)
                .build();
    }
}
