package dev.landfall.gateway.kubernetes;

import dev.landfall.gateway.TargetCluster.Controller;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads off a Deployment, and the autoscalers beside it, who else changes it; needs no right on a controller's own kinds. */
record DeploymentControllers(List<HorizontalPodAutoscaler> autoscalers) {

    /** What each controller marks its objects with. */
    private static final Map<String, String> MARKS = new TreeMap<>(Map.of(
            "argocd.argoproj.io/instance", "Argo CD Application",
            "argocd.argoproj.io/tracking-id", "Argo CD Application",
            "helm.toolkit.fluxcd.io/name", "Flux HelmRelease",
            "kustomize.toolkit.fluxcd.io/name", "Flux Kustomization",
            "objectset.rio.cattle.io/owner-name", "Helm controller's object"));

    private static final String KEDA = "scaledobject.keda.sh/name";

    List<Controller> of(Deployment deployment) {
        var name = deployment.getMetadata().getName();
        var marks = MARKS.entrySet().stream()
                .flatMap(mark ->
                        mark(deployment, mark.getKey()).map(value -> mark.getValue() + " " + first(value)).stream());
        return Stream.concat(
                        Stream.concat(marks, owners(deployment))
                                .map(controller -> new Controller(name, controller, true)),
                        autoscalers.stream().filter(each -> scales(each, name)).map(each -> controller(name, each)))
                .distinct()
                .toList();
    }

    /** A tracking id is {@code application:group/kind:namespace/name}. */
    private static String first(String value) {
        return value.contains(":") ? value.substring(0, value.indexOf(':')) : value;
    }

    private static Stream<String> owners(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(owner -> owner.getKind() + " " + owner.getName());
    }

    private static boolean scales(HorizontalPodAutoscaler autoscaler, String deployment) {
        var target = autoscaler.getSpec().getScaleTargetRef();
        return "Deployment".equals(target.getKind()) && deployment.equals(target.getName());
    }

    /** KEDA makes an autoscaler for each of its own objects, and wakes from 0 itself. */
    private static Controller controller(String deployment, HorizontalPodAutoscaler autoscaler) {
        return mark(autoscaler, KEDA)
                .map(name -> "KEDA ScaledObject " + name)
                .or(() -> owners(autoscaler).findFirst())
                .map(owner -> new Controller(deployment, owner, true))
                .orElseGet(() -> new Controller(
                        deployment,
                        "HorizontalPodAutoscaler " + autoscaler.getMetadata().getName(),
                        false));
    }

    private static Optional<String> mark(HasMetadata object, String name) {
        return Stream.of(
                        Optional.ofNullable(object.getMetadata().getLabels()),
                        Optional.ofNullable(object.getMetadata().getAnnotations()))
                .flatMap(Optional::stream)
                .flatMap(marks -> Optional.ofNullable(marks.get(name)).stream())
                .findFirst();
    }
}
