package dev.landfall.model.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a dump decides, as SHA-256 of the stored objects in hexadecimal. The dump answers what it wrote, the restore what it
 * read; both answers travel in the state machine's state, where nobody who only writes to the store can change them.
 *
 * @param plan of {@code plan.json}, which names the digest of the schema's archive
 * @param data of {@code data.json}, which names the digests of all segments
 * @param manifest of {@code manifest.json}; empty in the restore's answer, which does not wait for it
 */
public record ObjectDigests(String plan, String data, Optional<String> manifest) {

    /** The objects that a restore read otherwise than they were written; none where it read just that. */
    public List<String> changedIn(ObjectDigests restored) {
        var changed = new ArrayList<String>();
        if (!plan.equals(restored.plan)) {
            changed.add("plan.json");
        }
        if (!data.equals(restored.data)) {
            changed.add("data.json");
        }
        return List.copyOf(changed);
    }
}
