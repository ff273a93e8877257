package dev.landfall.local.world;

import dev.landfall.local.world.kubernetes.Controllers;
import dev.landfall.local.world.kubernetes.KubernetesApi;
import dev.landfall.local.world.process.MoverProcesses;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.TargetSide;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The target's Kubernetes cluster with its controllers. */
record Cluster(KubernetesApi api, KubernetesClient client, Controllers controllers, KubernetesClient controllersClient)
        implements AutoCloseable {

    static Cluster start(WorldHome home, WorldState state, TargetSide side, Retools retools, MoverProcesses movers) {
        var api = KubernetesApi.start(home.cluster(), state.port(Ports.Use.KUBERNETES));
        var client = api.client(Names.NAMESPACE);
        side.install(client);
        var controllersClient = api.client(Names.NAMESPACE);
        var controllers = Controllers.start(
                controllersClient,
                name -> !TargetSide.usesDatabase(name) || retools.target().connected(name),
                retools.targetRunning()::set,
                movers,
                home.jobFiles());
        return new Cluster(api, client, controllers, controllersClient);
    }

    @Override
    public void close() {
        controllers.close();
        controllersClient.close();
        client.close();
        api.close();
    }
}
