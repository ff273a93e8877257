package dev.landfall.approval;

import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.run.RunMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code approvals/<id>.json}: one gate of one run. Votes and the decision are objects of their own below the same name,
 * each written only if absent, so that concurrent clicks decide once.
 *
 * @param sharedDatabase whether source and target work in one database
 * @param people how many different people have to approve
 * @param requestedBy whoever started the run, who cannot be the only approver
 * @param phrase what an approver has to type
 * @param evidenceDigest of plan and evidence when the gate was opened
 * @param encryptedToken the task token, under the stack's key
 */
public record Gate(
        String id,
        String runId,
        RunMode mode,
        boolean sharedDatabase,
        GateKind kind,
        Instant opened,
        Instant expires,
        List<String> approvers,
        int people,
        Optional<String> requestedBy,
        String phrase,
        String evidenceDigest,
        String encryptedToken) {

    /** What {@code encryptedToken} is encrypted for. */
    static final String TOKEN_PURPOSE = "task-token";

    private static final int ID_LENGTH = 16;
    private static final int PERSON_LENGTH = 10;

    public Gate {
        approvers = List.copyOf(approvers);
    }

    /** The same for every try of the same run's gate, so that a link stays good. */
    static String id(String runId, GateKind kind) {
        return Sha256.hex(kind.word() + "\n" + runId).substring(0, ID_LENGTH);
    }

    static String key(String id) {
        return RunLayout.approval(id);
    }

    /** Stands for an address in links and keys. */
    static String person(String address) {
        return Sha256.hex(address.toLowerCase(Locale.ROOT)).substring(0, PERSON_LENGTH);
    }

    String decisionKey() {
        return below("decision.json");
    }

    String deliveryKey(String tokenDigest) {
        return below("deliveries/" + tokenDigest.substring(0, ID_LENGTH) + ".json");
    }

    String voteKey(String address) {
        return below("votes/" + person(address) + ".json");
    }

    String votesPrefix() {
        return below("votes/");
    }

    String mailKey(String address) {
        return below("mails/" + person(address) + ".json");
    }

    Optional<String> approver(String person) {
        return approvers.stream()
                .filter(address -> person(address).equals(person))
                .findFirst();
    }

    Gate withToken(String newEncryptedToken) {
        return new Gate(
                id,
                runId,
                mode,
                sharedDatabase,
                kind,
                opened,
                expires,
                approvers,
                people,
                requestedBy,
                phrase,
                evidenceDigest,
                newEncryptedToken);
    }

    private String below(String name) {
        return "approvals/" + id + "/" + name;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Gate[" + kind.word() + " of " + runId + "]";
    }
}
