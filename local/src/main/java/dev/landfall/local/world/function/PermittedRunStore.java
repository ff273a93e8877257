package dev.landfall.local.world.function;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.failure.Problem;
import dev.landfall.model.rights.StoreWrites;
import java.util.List;
import java.util.Optional;

/**
 * The run store as one function's role may use it: what the deployment does not let it write or remove is refused, as S3
 * does.
 *
 * @param may what its policy grants
 */
public record PermittedRunStore(RunStore store, String function, StoreWrites may) implements RunStore {

    @Override
    public Change write(String key, byte[] content) {
        permit(may.mayWrite(key), "write " + key);
        return store.write(key, content);
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        permit(may.mayWrite(key), "write " + key);
        return store.writeIfAbsent(key, content);
    }

    @Override
    public Change delete(String key) {
        permit(may.mayRemove(key), "delete " + key);
        return store.delete(key);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Optional<byte[]> read(String key) {
        return store.read(key);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public List<String> files(String prefix) {
        return store.files(prefix);
    }

    @Override
    public List<String> folders(String prefix) {
        return store.folders(prefix);
    }

    private void permit(boolean permitted, String what) {
        if (!permitted) {
            throw Problem.operator(
                            "STORE_DENIED",
                            "The role of " + function + " may not " + what + ".",
                            "Let StoreWriters of module infra name that object, and write handler-writes.json again.")
                    .asException();
        }
    }
}
