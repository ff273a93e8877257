package dev.landfall.blueprint;

/** Texts that Kubernetes expands: {@code $(NAME)} is another variable's value, {@code $$} a dollar sign. */
final class KubernetesText {

    private KubernetesText() {}

    /** The text that Kubernetes turns into this one. */
    static String escaped(String plain) {
        return plain.replace("$", "$$");
    }
}
