package dev.landfall.approval;

import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.run.RunMode;
import dev.landfall.seal.SealedText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code approvals/<id>.json}: one gate of one run. Votes and the decision are objects of their own below the same name,
 * each written only if absent, so that concurrent clicks decide once.
 *
 * @param sharedDatabase whether source and target work in one database
 * @param people how many different people have to approve
 * @param requestedBy whoever started the run, who cannot be the only approver
 * @param phrase what an approver has to type
 * @param planDigest of the run
 * @param evidenceDigest of plan and evidence when the gate was opened
 * @param evidence what mail and page show of it, in sentences
 * @param outlook what lies ahead, as far as it is known
 * @param encryptedToken the task token, under the stack's key and for this gate alone
 * @param seal over all of it, under the key of the links
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
        String planDigest,
        String evidenceDigest,
        List<String> evidence,
        Outlook outlook,
        String encryptedToken,
        Optional<String> seal) {

    private static final String TOKEN_PURPOSE = "task-token";

    private static final int ID_LENGTH = 16;
    private static final int PERSON_LENGTH = 10;

    public Gate {
        approvers = List.copyOf(approvers);
        evidence = List.copyOf(evidence);
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

    /** Of somebody who took no vote back. */
    String voteKey(String address) {
        return voteKey(address, 0);
    }

    /** Of somebody who took a vote back that often before. */
    String voteKey(String address, int takenBack) {
        return below("votes/" + person(address) + (takenBack == 0 ? "" : "-" + takenBack) + ".json");
    }

    String turnKey(int number) {
        return below("turns/" + number + ".json");
    }

    String votesPrefix() {
        return below("votes/");
    }

    String refusedPrefix() {
        return below("refused/");
    }

    String mailKey(String address) {
        return below("mails/" + person(address) + ".json");
    }

    String mailKey(String address, ReminderMark mark) {
        return below("mails/" + person(address) + "-" + mark.word() + ".json");
    }

    String reachKey() {
        return below("reach.json");
    }

    Optional<String> approver(String person) {
        return approvers.stream()
                .filter(address -> person(address).equals(person))
                .findFirst();
    }

    /** What a gate's task token is encrypted for: in another gate's file it opens for nobody. */
    static Map<String, String> tokenContext(String runId, GateKind kind) {
        return Map.of("purpose", TOKEN_PURPOSE, "gate", id(runId, kind), "run", runId, "kind", kind.word());
    }

    Map<String, String> tokenContext() {
        return tokenContext(runId, kind);
    }

    /** What people decide on: everything but the token, which is another one when the state is tried again. */
    SealedText terms(String what) {
        return new SealedText(what)
                .with("gate", id)
                .with("run", runId)
                .with("mode", mode.word())
                .with("sharedDatabase", String.valueOf(sharedDatabase))
                .with("kind", kind.word())
                .with("opened", opened.toString())
                .with("expires", expires.toString())
                .with("approvers", approvers)
                .with("people", String.valueOf(people))
                .with("requestedBy", requestedBy)
                .with("phrase", phrase)
                .with("planDigest", planDigest)
                .with("evidenceDigest", evidenceDigest)
                .with("evidence", evidence)
                .with("outlook", outlook.terms());
    }

    Gate withSeal(String newSeal) {
        return with(encryptedToken, Optional.of(newSeal));
    }

    /** Not sealed yet. */
    Gate withToken(String newEncryptedToken) {
        return with(newEncryptedToken, Optional.empty());
    }

    private Gate with(String newEncryptedToken, Optional<String> newSeal) {
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
                planDigest,
                evidenceDigest,
                evidence,
                outlook,
                newEncryptedToken,
                newSeal);
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
