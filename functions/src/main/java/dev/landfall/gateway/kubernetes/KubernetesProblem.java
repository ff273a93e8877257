package dev.landfall.gateway.kubernetes;

import dev.landfall.model.failure.LandfallException;
import dev.landfall.model.failure.Problem;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells what a person can mend from what passes by itself. The API server answers 403 to a lack of permission, and as
 * well to a quota, to an admission rule and in a namespace that is being removed: only the first is about permission.
 *
 * @param whenDenied the remedy for a lack of permission
 */
record KubernetesProblem(String cluster, String whenDenied) {

    /** As the API server says that its rules do not allow a verb, after who asked. */
    private static final Pattern PERMISSION = Pattern.compile("\\bcannot [a-z]+ resource\\b");

    /** In one namespace. */
    static KubernetesProblem in(String cluster) {
        return new KubernetesProblem(
                cluster,
                "Give this function's role in that namespace the access policies that docs/permissions.md names.");
    }

    /**
     * Does the work. Its failure is {@code TARGET_UNREACHABLE}, {@code TARGET_TOKEN_REFUSED} or {@code TARGET_CONFLICT},
     * which a retry may pass, {@code TARGET_BUSY}, which is waited for, or {@code TARGET_DENIED} or {@code
     * TARGET_REFUSED}.
     */
    <T> T guard(String attempt, Supplier<T> work) {
        try {
            return work.get();
        } catch (KubernetesClientException e) {
            throw of(attempt, e);
        }
    }

    private LandfallException of(String attempt, KubernetesClientException failure) {
        var code = failure.getCode();
        if (code == 401) {
            // EKS answers so too when it could not reach the service that knows the token, which passes.
            return Problem.retry(
                            "TARGET_TOKEN_REFUSED",
                            "The cluster " + cluster + " did not accept our token when asked to " + attempt + ".",
                            "Check that this function's role has an access entry in the cluster (docs/permissions.md), then"
                                    + " run again.")
                    .asException(failure);
        }
        if (code == 403 && PERMISSION.matcher(words(failure)).find()) {
            return Problem.operator(
                            "TARGET_DENIED",
                            "The cluster " + cluster + " does not let us " + attempt + ": " + words(failure) + ".",
                            whenDenied)
                    .asException(failure);
        }
        if (code == 409) {
            return Problem.retry(
                            "TARGET_CONFLICT",
                            "Could not " + attempt + " in " + cluster + ": " + words(failure) + ".",
                            "Another change came first; run again.")
                    .asException(failure);
        }
        if (code == 429 || code == 503) {
            // A control plane that is being upgraded or asked too much says so for minutes.
            return Problem.waiting(
                            "TARGET_BUSY",
                            "The cluster " + cluster + " has no time to " + attempt + ": " + words(failure) + ".",
                            "Wait; where it takes long, look at what else asks the cluster, and at its upgrade.")
                    .asException(failure);
        }
        if (code <= 0 || code >= 500) {
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
            return withoutStop(status.getMessage());
        }
        var cause = failure.getCause();
        return cause == null
                ? withoutStop(String.valueOf(failure.getMessage()))
                : cause.getClass().getSimpleName();
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
