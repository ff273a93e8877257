package dev.landfall.gateway.kubernetes;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** Tells what a person can mend from what passes by itself. */
record KubernetesProblem(String cluster) {

    /** Does the work, its failure as {@code TARGET_UNREACHABLE}, {@code TARGET_DENIED} or {@code TARGET_REFUSED}. */
    <T> T guard(String attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (KubernetesClientException e) {
            throw of(attempt, e);
        }
    }

    private LandfallException of(String attempt, KubernetesClientException failure) {
        var code = failure.getCode();
        if (code == 401 || code == 403) {
            return Problem.operator(
                            "TARGET_DENIED",
                            "The cluster " + cluster + " answered " + code + " when asked to " + attempt + ".",
                            "Allow Landfall's group that verb in the namespace, and check the EKS access entry.")
                    .asException(failure);
        }
        if (code <= 0 || code == 409 || code == 429 || code >= 500) {
            return Problem.retry(
                            "TARGET_UNREACHABLE",
                            "Could not " + attempt + " in " + cluster + ": " + words(failure) + ".",
                            "Check that the cluster's endpoint answers from here, then run again.")
                    .asException(failure);
        }
        return Problem.operator(
                        "TARGET_REFUSED",
                        "The cluster " + cluster + " refused to " + attempt + ": " + words(failure) + ".",
                        "Mend what the cluster names and run again.")
                .asException(failure);
    }

    private static String words(KubernetesClientException failure) {
        var status = failure.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        var cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : cause.getClass().getSimpleName();
    }
}
