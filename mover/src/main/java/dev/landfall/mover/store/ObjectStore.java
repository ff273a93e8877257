package dev.landfall.mover.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.model.Json;
import dev.landfall.model.SettledRead;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key. A put is all or nothing and is seen by the next get and list, as S3 promises. Problems:
 * {@code STORE_UNREACHABLE}, {@code STORE_REFUSED}, {@code STORE_FULL}.
 */
public interface ObjectStore extends AutoCloseable {

    /** The problem of an object that cannot be read as what should be there. */
    String DAMAGED = "STORE_OBJECT_DAMAGED";

    /** The problem of an object that can be read and is not what this copy's mover wrote. */
    String CHANGED = "OBJECTS_CHANGED";

    /** The problem of an object that each reading found half written. */
    String CHANGING = "STORE_OBJECT_CHANGING";

    /** Writes or replaces; the store verifies that it received these bytes. */
    void put(String key, byte[] content, Sha256 digest);

    Optional<byte[]> get(String key);

    /** Keys that begin with the prefix and sort after {@code after}, which may be empty; sorted. */
    List<String> list(String prefix, String after);

    /** Does nothing where there is no such object. */
    void delete(String key);

    @Override
    void close();

    default void put(String key, byte[] content) {
        put(key, content, Sha256.of(content));
    }

    /** Writes it; the digest of what is stored then. */
    default Sha256 writeJson(String key, Object value) {
        try {
            var content = sealed(key, Json.MAPPER.writeValueAsBytes(value));
            var digest = Sha256.of(content);
            put(key, content, digest);
            return digest;
        } catch (JsonProcessingException e) {
            throw Problem.bug("JSON_NOT_WRITTEN", "Could not write " + key + " as JSON.")
                    .asException(e);
        }
    }

    /**
     * Reads again what a write may just be changing. {@code STORE_OBJECT_DAMAGED} where it stands there and is something
     * else, {@code OBJECTS_CHANGED} where it is not by who should have written it, {@code STORE_OBJECT_CHANGING} where it
     * never stood still.
     */
    default <T> Optional<T> readJson(String key, Class<T> type) {
        return readStored(key, type).map(Stored::value);
    }

    /** The same with the digest of what was read. */
    default <T> Optional<Stored<T>> readStored(String key, Class<T> type) {
        return SettledRead.read(
                () -> get(key),
                content -> {
                    verify(key, content);
                    return new Stored<>(
                            Complete.require(Json.MAPPER.readValue(content, type)),
                            Sha256.of(content).hex());
                },
                new UnreadableObject(key));
    }

    /** The bytes to store for a JSON object that ends with its brace. */
    default byte[] sealed(String key, byte[] json) {
        return json;
    }

    /** Throws where these bytes are not by who should have written them. */
    default void verify(String key, byte[] content) throws IOException {}

    /**
     * What an object says.
     *
     * @param sha256 of its bytes, in hexadecimal
     */
    record Stored<T>(T value, String sha256) {}
}
