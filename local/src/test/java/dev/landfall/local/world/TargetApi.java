package dev.landfall.local.world;

/** The target's Kubernetes API, as an operator's mistake or an outage of EKS leaves it. */
public final class TargetApi {

    private TargetApi() {}

    /** Nobody listens there any more: every call is refused. What the pods do goes on. */
    public static void refuse(LocalWorld world) {
        world.cluster().api().close();
    }
}
