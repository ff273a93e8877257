package dev.landfall.local.world;

import dev.landfall.embedded.S3Server;
import dev.landfall.gateway.RunStore;
import dev.landfall.gateway.aws.S3RunStore;

/** The objects of a world's runs, for a command that opens nothing else of the world. */
public final class KeptRuns implements AutoCloseable {

    private final RunStore store;
    private final ClosingStack closing;

    private KeptRuns(RunStore store, ClosingStack closing) {
        this.store = store;
        this.closing = closing;
    }

    /** Of the store that answers now, or else of one that is started for as long as this is open: {@code WORLD_IN_USE}. */
    public static KeptRuns of(WorldHome home) {
        var closing = new ClosingStack();
        var open = Presence.read(home);
        if (open.isPresent()) {
            return new KeptRuns(S3RunStore.at(open.get().store(), S3Server.BUCKET), closing);
        }
        closing.add(WorldLock.take(home));
        try {
            var server = closing.add(S3Server.start(home.s3(), 0));
            return new KeptRuns(S3RunStore.at(server.endpoint(), S3Server.BUCKET), closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    public RunStore store() {
        return store;
    }

    @Override
    public void close() {
        closing.close();
    }
}
