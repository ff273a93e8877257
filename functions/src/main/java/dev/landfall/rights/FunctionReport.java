package dev.landfall.rights;

import java.util.List;

/**
 * What a function found out about itself. It is kept small: the state machine carries it for every function.
 *
 * @param checked gateway methods that it may use, as {@code RunStore.read}: their read was made, or their rights simulated
 * @param failed reads that ended with a problem which is not about rights
 */
public record FunctionReport(
        String function, List<String> checked, List<Denied> denied, List<Failed> failed, List<NotChecked> notChecked) {

    /** More of a kind say no more, and a function that may do nothing would fill the state. */
    private static final int MOST = 4;

    private static final int LONGEST = 400;

    public FunctionReport {
        checked = List.copyOf(checked);
        denied = few(denied);
        failed = few(failed);
        notChecked = few(notChecked);
    }

    /**
     * A right that is missing.
     *
     * @param what the gateway methods that need it
     * @param right an IAM action, or a verb and a kind of object of Kubernetes
     * @param resource one or more ARNs, or a namespace
     */
    public record Denied(String what, String right, String resource, String remedy) {
        public Denied {
            right = clipped(right);
            resource = clipped(resource);
        }

        Denied on(String resources) {
            return new Denied(what, right, resources, remedy);
        }
    }

    /** A read that could not be made; {@code seen} and {@code remedy} are its problem's sentences. */
    public record Failed(String what, String seen, String remedy) {
        public Failed {
            seen = clipped(seen);
        }
    }

    /** What could not be looked at; {@code why} is a sentence. */
    public record NotChecked(String what, String why) {
        public NotChecked {
            why = clipped(why);
        }
    }

    private static String clipped(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static <T> List<T> few(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
