package dev.landfall.gateway;

import dev.landfall.model.failure.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps answers. */
public final class TestingTaskTokens implements TaskTokens {

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private volatile String refusal = "";

    /** Each as {@code token SUCCEEDED output} or {@code token FAILED error: cause}. */
    public List<String> answers() {
        return answers;
    }

    /** From now on every answer fails so: {@code GATE_CLOSED}, {@code UNREACHABLE}, or empty for none. */
    public void refuse(String code) {
        refusal = code;
    }

    @Override
    public void succeed(String token, String outputJson) {
        check(token);
        answers.add(token + " SUCCEEDED " + outputJson);
    }

    @Override
    public void fail(String token, String error, String cause) {
        check(token);
        answers.add(token + " FAILED " + error + ": " + cause);
    }

    /** A token is answered once. */
    private void check(String token) {
        if (refusal.equals("GATE_CLOSED") || (refusal.isEmpty() && !answered.add(token))) {
            throw Problem.operator("GATE_CLOSED", "The state was left.", "Nothing is to be done.")
                    .asException();
        }
        if (!refusal.isEmpty()) {
            throw Problem.retry(refusal, "Step Functions does not answer.", "Try again.")
                    .asException();
        }
    }
}
