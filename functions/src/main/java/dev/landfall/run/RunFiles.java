package dev.landfall.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.Json;
import dev.landfall.model.SettledRead;
import dev.landfall.model.failure.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The run store's objects as records, in Landfall's JSON. */
public record RunFiles(RunStore store) {

    private static final Duration STRANGE = Duration.ofMillis(100);

    /**
     * Reads again what a write may just be changing. {@code RUN_FILE_UNREADABLE} where it stands there and is something
     * else, {@code RUN_FILE_CHANGING} where it never stood still.
     */
    public <T> Optional<T> read(String key, Class<T> type) {
        return SettledRead.read(
                () -> store.read(key), bytes -> Json.MAPPER.readValue(bytes, type), new UnreadableFile(key, type));
    }

    /** As {@link #read}, of what anybody may have put there: an object that lacks a part is unreadable too. */
    public <T> Optional<T> readWhole(String key, Class<T> type) {
        return SettledRead.read(
                () -> store.read(key), bytes -> whole(bytes, type), new UnreadableFile(key, type), STRANGE);
    }

    private static <T> T whole(byte[] bytes, Class<T> type) throws IOException {
        T value = Json.MAPPER
                .readerFor(type)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .readValue(bytes);
        if (value == null) {
            throw new IOException("it is null");
        }
        return value;
    }

    /** Reads what an earlier state must have written. */
    public <T> T require(String key, Class<T> type) {
        return read(key, type)
                .orElseThrow(() -> Problem.operator(
                                "RUN_FILE_MISSING",
                                "The run store holds no " + key + ".",
                                "Start a new run; this one's files were removed or it never came so far.")
                        .asException());
    }

    /** UNCHANGED where the same content stands there already. */
    public Change write(String key, Object value) {
        var content = json(value);
        if (store.read(key).filter(present -> Arrays.equals(present, content)).isPresent()) {
            return Change.UNCHANGED;
        }
        return store.write(key, content);
    }

    public Change writeIfAbsent(String key, Object value) {
        return store.writeIfAbsent(key, json(value));
    }

    public RunRecord run(String runId) {
        return require(RunRecord.key(runId), RunRecord.class);
    }

    public Change write(RunRecord record) {
        return write(RunRecord.key(record.runId()), record);
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getName() + " has no JSON form", e);
        }
    }
}
