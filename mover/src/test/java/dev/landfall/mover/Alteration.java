package dev.landfall.mover;

import dev.landfall.mover.store.ObjectStore;
import java.util.Locale;
import java.util.Optional;

/** What somebody who can write to the run's store may do to one of its objects. */
enum Alteration {
    /** One bit in its middle. */
    FLIPPED {
        @Override
        void apply(ObjectStore store, String key, Optional<byte[]> ofAnotherRun) {
            var content = store.get(key).orElseThrow();
            content[content.length / 2] ^= 1;
            store.put(key, content);
        }
    },
    /** Another run's object of the same kind in its place. */
    REPLACED {
        @Override
        void apply(ObjectStore store, String key, Optional<byte[]> ofAnotherRun) {
            store.put(key, ofAnotherRun.orElseThrow());
        }
    },
    REMOVED {
        @Override
        void apply(ObjectStore store, String key, Optional<byte[]> ofAnotherRun) {
            store.delete(key);
        }
    },
    /** Another one beside it, with its content; of a segment, one that follows it. */
    ADDED {
        @Override
        void apply(ObjectStore store, String key, Optional<byte[]> ofAnotherRun) {
            var name = key.substring(key.lastIndexOf('/') + 1);
            var folder = key.substring(0, key.lastIndexOf('/') + 1);
            var next =
                    String.format(Locale.ROOT, "%010d", store.list(folder, "").size() + 1);
            var added = key.contains("/data/") ? next + name.substring(next.length()) : "more-" + name;
            store.put(folder + added, store.get(key).orElseThrow());
        }
    };

    abstract void apply(ObjectStore store, String key, Optional<byte[]> ofAnotherRun);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
