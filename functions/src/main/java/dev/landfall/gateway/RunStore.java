package dev.landfall.gateway;

import java.util.List;
import java.util.Optional;

/** The run bucket: small objects by key, as {@link dev.landfall.model.RunLayout} lays them out. */
public interface RunStore {

    /** For the mover's {@code --store}: {@code s3://bucket}. */
    String location();

    Optional<byte[]> read(String key);

    Change write(String key, byte[] content);

    /** CREATED, or UNCHANGED where something stood there already: S3's If-None-Match. */
    Change writeIfAbsent(String key, byte[] content);

    Change delete(String key);

    /** Keys below the prefix, sorted. */
    List<String> list(String prefix);

    /** Keys directly below the prefix, which ends with a slash, sorted; what lies in folders below it is not looked at. */
    List<String> files(String prefix);

    /** Names directly below the prefix that themselves are prefixes, without the final slash: the run ids below runs/. */
    List<String> folders(String prefix);
}
