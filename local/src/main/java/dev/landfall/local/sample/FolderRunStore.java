package dev.landfall.local.sample;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.folder.PrivatePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A run store that is a folder: a key is a path below it. */
public record FolderRunStore(Path folder) implements RunStore {

    private static final String HALF = ".half-";

    @Override
    public String location() {
        return folder.toUri().toString();
    }

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Files.isRegularFile(file(key)) ? Optional.of(Files.readAllBytes(file(key))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(key), e);
        }
    }

    @Override
    public Change write(String key, byte[] content) {
        var before = read(key);
        aside(key, content, half -> {
            Files.move(half, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        });
        return before.map(present -> Arrays.equals(present, content) ? Change.UNCHANGED : Change.UPDATED)
                .orElse(Change.CREATED);
    }

    @Override
    public Change writeIfAbsent(String key, byte[] content) {
        var created = aside(key, content, half -> {
            try {
                Files.createLink(file(key), half);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        });
        return created ? Change.CREATED : Change.UNCHANGED;
    }

    private interface Appearance {
        boolean of(Path half) throws IOException;
    }

    /** Written under another name first: a reader sees a file whole or not at all. */
    private boolean aside(String key, byte[] content, Appearance appearance) {
        var half = file(key).resolveSibling(HALF + UUID.randomUUID());
        try {
            PrivatePlace.folder(half.resolveSibling(""));
            try {
                PrivatePlace.write(half, content);
                return appearance.of(half);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file(key), e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key);
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
                    .filter(file -> !file.getFileName().toString().startsWith(HALF))
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
