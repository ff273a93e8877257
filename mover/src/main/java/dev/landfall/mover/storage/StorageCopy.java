package dev.landfall.mover.storage;

import dev.landfall.model.transfer.StorageResult;
import dev.landfall.mover.progress.ProgressTracker;
import dev.landfall.mover.progress.StopSignal;
import dev.landfall.mover.store.S3Store;
import dev.landfall.mover.store.StoreLocation;
import java.util.HashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Copies the objects below one prefix to another, inside S3, and only what is not there yet. Deletes nothing.
 *
 * <p>An object counts as the same when its size is, and its ETag is or the copy was made from that very ETag: keys and
 * multipart uploads make ETags differ between equal objects, so each copy carries its source's.
 */
public final class StorageCopy {

    private static final String SOURCE_ETAG = "landfall-source-etag";

    private final S3Client client;
    private final StoreLocation.Bucket from;
    private final StoreLocation.Bucket to;
    private final StopSignal stop;

    public StorageCopy(S3Client client, StoreLocation.Bucket from, StoreLocation.Bucket to, StopSignal stop) {
        this.client = client;
        this.from = from;
        this.to = to;
        this.stop = stop;
    }

    public StorageResult run(ProgressTracker progress) {
        progress.phase("listing what is there");
        var present = new HashMap<String, S3Object>();
        list(to).forEach(
                        object -> present.put(object.key().substring(to.prefix().length()), object));
        progress.phase("copying objects");
        var objects = 0L;
        var copied = 0L;
        var copiedBytes = 0L;
        for (var object : list(from)) {
            stop.check();
            var name = object.key().substring(from.prefix().length());
            objects++;
            if (!isSame(object, present.get(name))) {
                copy(object, name);
                copied++;
                copiedBytes += object.size();
            }
            progress.add(1, object.size());
        }
        return new StorageResult(objects, copied, copiedBytes, progress.seconds());
    }

    private Iterable<S3Object> list(StoreLocation.Bucket bucket) {
        try {
            return client
                    .listObjectsV2Paginator(
                            request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                    .contents()
                    .stream()
                    .toList();
        } catch (SdkException e) {
            throw S3Store.failure(bucket.name(), "list " + bucket.prefix(), e);
        }
    }

    private boolean isSame(S3Object source, @org.jspecify.annotations.Nullable S3Object target) {
        if (target == null || !source.size().equals(target.size())) {
            return false;
        }
        if (source.eTag().equals(target.eTag())) {
            return true;
        }
        try {
            var head = client.headObject(request -> request.bucket(to.name()).key(target.key()));
            return source.eTag().equals(head.metadata().get(SOURCE_ETAG));
        } catch (SdkException e) {
            throw S3Store.failure(to.name(), "look at " + target.key(), e);
        }
    }

    private void copy(S3Object source, String name) {
        try {
            var head = client.headObject(request -> request.bucket(from.name()).key(source.key()));
            var metadata = new HashMap<>(head.metadata());
            metadata.put(SOURCE_ETAG, source.eTag());
            if (source.size() > LargeObjectCopy.LARGEST_SIMPLE_BYTES) {
                new LargeObjectCopy(client, from.name(), to.name())
                        .copy(source, to.prefix() + name, head.contentType(), metadata);
                return;
            }
            client.copyObject(request -> request.sourceBucket(from.name())
                    .sourceKey(source.key())
                    .destinationBucket(to.name())
                    .destinationKey(to.prefix() + name)
                    .copySourceIfMatch(source.eTag())
                    .metadataDirective(MetadataDirective.REPLACE)
                    .contentType(head.contentType())
                    .contentEncoding(head.contentEncoding())
                    .contentDisposition(head.contentDisposition())
                    .cacheControl(head.cacheControl())
                    .metadata(metadata));
        } catch (SdkException e) {
            throw S3Store.failure(to.name(), "copy " + source.key() + " from " + from.name(), e);
        }
    }
}
