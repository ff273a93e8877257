package dev.landfall.model.rights;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which objects of the run store somebody writes, and which it removes.
 *
 * @param writes made or replaced
 * @param removes deleted
 */
public record StoreWrites(List<StoreObject> writes, List<StoreObject> removes) {

    /** Nothing. */
    public static final StoreWrites NONE = new StoreWrites(List.of(), List.of());

    /** The one call of a deployment that puts the configuration there. */
    public static final StoreWrites DEPLOYMENT = new StoreWrites(List.of(StoreObject.CONFIGURATION), List.of());

    /** The task that dumps: the copy, and nothing that is proof of it. */
    public static final StoreWrites MOVER_TASK = new StoreWrites(
            StoreObject.in(StoreArea.DATA),
            List.of(StoreObject.DUMP_ARCHIVE, StoreObject.DUMP_COMPLETED_TABLES, StoreObject.DUMP_FAILURE));

    /** The Jobs that restore, compare, count and probe: what they found, and nothing of the copy. */
    public static final StoreWrites MOVER_JOB = new StoreWrites(
            Stream.concat(
                            StoreObject.in(StoreArea.PROOF).stream(),
                            Stream.of(StoreObject.DIVERGENCE, StoreObject.POD, StoreObject.POD_OBJECT))
                    .toList(),
            List.of(StoreObject.POD_OBJECT));

    private static final String PUT = "s3:PutObject";
    private static final String DELETE = "s3:DeleteObject";

    public StoreWrites {
        writes = List.copyOf(writes);
        removes = List.copyOf(removes);
    }

    /** A grant on all objects as grants on those that are really written or removed; any other as it is. */
    Stream<Grant> narrowed(Grant grant) {
        return grant.resource() == AwsResource.RUN_OBJECTS
                        && List.of(PUT, DELETE).contains(grant.action())
                ? objects(grant.action()).stream().map(object -> new Grant(grant.action(), object))
                : Stream.of(grant);
    }

    /** Of {@code s3:PutObject} or {@code s3:DeleteObject}. */
    public List<StoreObject> objects(String action) {
        return action.equals(PUT) ? writes : action.equals(DELETE) ? removes : List.of();
    }

    /** Whether anything of an area is written or removed. */
    public boolean touches(StoreArea area) {
        return Stream.of(writes, removes).flatMap(Collection::stream).anyMatch(object -> object.area() == area);
    }

    public boolean mayWrite(String key) {
        return writes.stream().anyMatch(object -> object.covers(key));
    }

    public boolean mayRemove(String key) {
        return removes.stream().anyMatch(object -> object.covers(key));
    }
}
