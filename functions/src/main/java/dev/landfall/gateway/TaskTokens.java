package dev.landfall.gateway;

/** Answers to states that wait with a task token. A token that is gone is a {@code GATE_CLOSED} problem. */
public interface TaskTokens {

    void succeed(String token, String outputJson);

    void fail(String token, String error, String cause);
}
