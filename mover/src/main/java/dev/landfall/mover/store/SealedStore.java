package dev.landfall.mover.store;

import dev.landfall.model.RunLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store in which everything of one database's copy carries a seal that only a holder of the key can make: JSON as its last
 * property; a segment, whose name holds its digest, as the end of its name. What has none, or that of another place, is
 * {@code OBJECTS_CHANGED}. The schema's archive needs none: its digest stands in the sealed plan. What lies outside of the
 * copy is passed through.
 */
public final class SealedStore implements ObjectStore {

    private static final String PROPERTY = ",\"seal\":\"";
    private static final String END = "\"}";
    private static final int HEX = 64;
    private static final int TAIL = PROPERTY.length() + HEX + END.length();

    /** Stands between a segment's own name and its seal. */
    private static final String MARK = ".sealed-";

    private final ObjectStore store;
    private final SealKey key;
    private final RunLayout.DatabaseLayout layout;

    private SealedStore(ObjectStore store, SealKey key, RunLayout.DatabaseLayout layout) {
        this.store = store;
        this.key = key;
        this.layout = layout;
    }

    /** With the key that the environment names; the store itself where it names none. */
    public static ObjectStore of(ObjectStore store, Map<String, String> environment, RunLayout.DatabaseLayout layout) {
        return SealKey.from(environment)
                .<ObjectStore>map(key -> of(store, key, layout))
                .orElse(store);
    }

    public static SealedStore of(ObjectStore store, SealKey key, RunLayout.DatabaseLayout layout) {
        return new SealedStore(store, key, layout);
    }

    @Override
    public byte[] sealed(String object, byte[] json) {
        if (!object.startsWith(layout.prefix())) {
            return store.sealed(object, json);
        }
        // An object of one property or more: it ends with a brace, which makes room for one more.
        var open = json.length - 1;
        var tail = (PROPERTY + key.seal(object, json, open).hex() + END).getBytes(StandardCharsets.UTF_8);
        var whole = new byte[open + tail.length];
        System.arraycopy(json, 0, whole, 0, open);
        System.arraycopy(tail, 0, whole, open, tail.length);
        return whole;
    }

    @Override
    public void verify(String object, byte[] content) throws NotSealed {
        if (!object.startsWith(layout.prefix())) {
            return;
        }
        var open = content.length - TAIL;
        if (open < 1) {
            throw new NotSealed(object);
        }
        var tail = new String(content, open, TAIL, StandardCharsets.ISO_8859_1);
        var seal = PROPERTY + key.seal(object, content, open).hex() + END;
        if (!isSame(tail, seal)) {
            throw new NotSealed(object);
        }
    }

    @Override
    public void put(String object, byte[] content, Sha256 digest) {
        store.put(stored(object), content, digest);
    }

    @Override
    public Optional<byte[]> get(String object) {
        return store.get(stored(object));
    }

    @Override
    public List<String> list(String prefix, String after) {
        var keys = new ArrayList<String>();
        for (var found : store.list(prefix, after)) {
            keys.add(isSegment(found) ? opened(found) : found);
        }
        return keys;
    }

    @Override
    public void delete(String object) {
        store.delete(stored(object));
    }

    @Override
    public void close() {
        store.close();
    }

    private boolean isSegment(String object) {
        return object.startsWith(layout.data());
    }

    private String stored(String object) {
        return isSegment(object)
                ? object + MARK + key.seal(object, new byte[0], 0).hex()
                : object;
    }

    private String opened(String found) {
        var mark = found.lastIndexOf(MARK);
        var object = mark < 0 ? found : found.substring(0, mark);
        if (!isSame(found, stored(object))) {
            throw UnreadableObject.changed(found).asException();
        }
        return object;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
