package dev.landfall.local.world.kubernetes;

import dev.landfall.local.world.OwnerFile;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a kubelet does before it starts a container: environment values from Secrets, Secrets mounted as files.
 *
 * @param files folder of this machine in which a mounted Secret's keys become files of the owner's
 */
record JobContainer(KubernetesClient client, Container container, List<Volume> volumes, Path files) {

    /** The environment, with what comes from Secrets. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable)));
        return environment;
    }

    /** The command line, with the mounts' paths replaced by those of this machine. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        var mounts = mounts();
        for (var argument : container.getArgs().isEmpty() ? container.getCommand() : container.getArgs()) {
            var local = argument;
            for (var mount : mounts.entrySet()) {
                local = local.replace(mount.getKey(), mount.getValue().toString());
            }
            arguments.add(unescaped(local));
        }
        return arguments;
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue() == null ? "" : unescaped(variable.getValue());
        }
        var reference = variable.getValueFrom().getSecretKeyRef();
        return reference == null
                ? ""
                : new String(secret(reference.getName(), reference.getKey()), StandardCharsets.UTF_8);
    }

    /** Kubernetes' way to write a dollar sign that is no reference. */
    private static String unescaped(String text) {
        return text.replace("$$", "$");
    }

    /** Path in the container to path here. */
    private Map<String, Path> mounts() {
        var mounts = new LinkedHashMap<String, Path>();
        for (var mount : container.getVolumeMounts()) {
            for (var volume : volumes) {
                if (volume.getName().equals(mount.getName()) && volume.getSecret() != null) {
                    mounts.put(mount.getMountPath(), mounted(volume, mount.getSubPath()));
                }
            }
        }
        return mounts;
    }

    private Path mounted(Volume volume, String subPath) {
        var folder = files.resolve(volume.getName());
        var source = volume.getSecret();
        try {
            for (var item : source.getItems()) {
                OwnerFile.write(folder.resolve(item.getPath()), secret(source.getSecretName(), item.getKey()));
            }
            if (source.getItems().isEmpty()) {
                for (var key : keys(source.getSecretName())) {
                    OwnerFile.write(folder.resolve(key), secret(source.getSecretName(), key));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mount the Secret " + source.getSecretName(), e);
        }
        return subPath == null || subPath.isEmpty() ? folder : folder.resolve(subPath);
    }

    private List<String> keys(String name) {
        var secret = client.secrets().withName(name).get();
        return secret == null || secret.getData() == null
                ? List.of()
                : List.copyOf(secret.getData().keySet());
    }

    private byte[] secret(String name, String key) {
        var secret = client.secrets().withName(name).get();
        if (secret != null
                && secret.getStringData() != null
                && secret.getStringData().containsKey(key)) {
            return secret.getStringData().get(key).getBytes(StandardCharsets.UTF_8);
        }
        if (secret == null || secret.getData() == null || !secret.getData().containsKey(key)) {
            throw Problem.operator(
                            "CREATE_CONTAINER_CONFIG_ERROR",
                            "The Secret " + name + " has no key " + key + ".",
                            "Create it in the target's namespace.")
                    .asException();
        }
        return Base64.getDecoder().decode(secret.getData().get(key));
    }
}
