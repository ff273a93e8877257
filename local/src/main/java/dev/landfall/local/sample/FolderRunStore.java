package dev.landfall.local.sample;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A run store that is a folder: a key is a path below it. */
public record FolderRunStore(Path folder) implements RunStore {

    @Override
    public String location() {
        return folder.toUri().toString();
    }

    @Override
    public Optional<byte[]> read(String key) {
        var file = folder.resolve(key);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    @Override
    public Change write(String key, byte[] content) {
        var before = read(key);
        put(key, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return before.map(present -> Arrays.equals(present, content) ? Change.UNCHANGED : Change.UPDATED)
                .orElse(Change.CREATED);
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        return put(key, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                ? Change.CREATED
                : Change.UNCHANGED;
    }

    private boolean put(String key, byte[] content, StandardOpenOption... options) {
        var file = folder.resolve(key);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, content, options);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public Change delete(String key) {
        try {
            return Files.deleteIfExists(folder.resolve(key)) ? Change.REMOVED : Change.UNCHANGED;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + key, e);
        }
    }

    @Override
    public List<String> list(String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    @Override
    public List<String> files(String prefix) {
        return list(prefix).stream()
                .filter(key -> !key.substring(prefix.length()).contains("/"))
                .toList();
    }

    @Override
    public List<String> folders(String prefix) {
        return list(prefix).stream()
                .map(key -> key.substring(prefix.length()))
                .filter(rest -> rest.contains("/"))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList();
    }
}
