package dev.landfall.mover.storage;

import java.util.ArrayList;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Copies an object that is too large for one request, part by part. */
record LargeObjectCopy(S3Client client, String fromBucket, String toBucket) {

    /** S3's limit for one copy request. */
    static final long LARGEST_SIMPLE_BYTES = 5L << 30;

    private static final long SMALLEST_PART_BYTES = 512L << 20;
    private static final long MOST_PARTS = 10_000;

    void copy(S3Object source, String key, String contentType, Map<String, String> metadata) {
        var upload = client.createMultipartUpload(request -> request.bucket(toBucket)
                        .key(key)
                        .contentType(contentType)
                        .metadata(metadata))
                .uploadId();
        try {
            var partBytes = Math.max(SMALLEST_PART_BYTES, Math.ceilDiv(source.size(), MOST_PARTS));
            var parts = new ArrayList<CompletedPart>();
            for (var offset = 0L; offset < source.size(); offset += partBytes) {
                var number = parts.size() + 1;
                var range = "bytes=" + offset + "-" + (Math.min(offset + partBytes, source.size()) - 1);
                var copied = client.uploadPartCopy(request -> request.sourceBucket(fromBucket)
                        .sourceKey(source.key())
                        .copySourceIfMatch(source.eTag())
                        .copySourceRange(range)
                        .destinationBucket(toBucket)
                        .destinationKey(key)
                        .uploadId(upload)
                        .partNumber(number));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(copied.copyPartResult().eTag())
                        .build());
            }
            client.completeMultipartUpload(request ->
                    request.bucket(toBucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException e) {
            client.abortMultipartUpload(
                    request -> request.bucket(toBucket).key(key).uploadId(upload));
            throw e;
        }
    }
}
