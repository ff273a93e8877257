package dev.landfall.local.cloud;

import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One control plane's state as a JSON file, so that a later process finds the world as the last one left it.
 *
 * @param <T> a record
 */
final class StateFile<T> {

    private final Path file;
    private final Class<T> type;

    StateFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    T read(Supplier<T> initial) {
        if (!Files.exists(file)) {
            return initial.get();
        }
        try {
            return Json.MAPPER.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void write(T state) {
        try {
            PrivateFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
