package dev.landfall.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.Gateways;
import dev.landfall.model.Json;
import dev.landfall.model.Sha256;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.run.RunFiles;
import java.time.Instant;
import java.util.Optional;

/** Tells the state that waits what was decided, and remembers whether it was still there to hear it. */
record GateDelivery(Gateways gateways) {

    private static final String GATE_CLOSED = "GATE_CLOSED";

    /** What became of a decision; {@code heard} is false where the state had been left already. */
    record Delivery(boolean heard, Instant at) {}

    /**
     * Tells it again where it was told before: a token is answered once, and that somebody wrote that it was told proves
     * nothing.
     */
    void deliver(Gate gate, Decision decision) {
        var files = new RunFiles(gateways.runStore());
        if (answer(gate, decision)) {
            files.write(key(gate), new Delivery(true, gateways.clock().instant()));
        } else {
            // Another click may have answered in the same moment; then it was heard, and that stays.
            files.writeIfAbsent(key(gate), new Delivery(false, gateways.clock().instant()));
        }
    }

    Optional<Delivery> of(Gate gate) {
        return new RunFiles(gateways.runStore()).read(key(gate), Delivery.class);
    }

    /** One for each token: a state that is tried again waits with another. */
    private String key(Gate gate) {
        return gate.deliveryKey(Sha256.hex(token(gate)));
    }

    private String token(Gate gate) {
        return gateways.secretVault().decrypt(gate.tokenContext(), gate.encryptedToken());
    }

    private boolean answer(Gate gate, Decision decision) {
        var token = token(gate);
        try {
            switch (decision.decision()) {
                case APPROVED -> gateways.taskTokens().succeed(token, json(decision.output()));
                case REJECTED, STALE -> {
                    var why = decision.rejection(gate.kind());
                    gateways.taskTokens().fail(token, why.code(), why.text());
                }
            }
            return true;
        } catch (LandfallException e) {
            if (GATE_CLOSED.equals(e.problem().code())) {
                return false;
            }
            throw e;
        }
    }

    private static String json(Decision.Output output) {
        try {
            return Json.MAPPER.writeValueAsString(output);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision always has a JSON form", e);
        }
    }
}
