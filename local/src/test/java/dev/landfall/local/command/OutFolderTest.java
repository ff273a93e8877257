package dev.landfall.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.Change;
import dev.landfall.gateway.RunStore;
import dev.landfall.model.failure.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFolderTest {

    @TempDir
    Path folder;

    private final Map<String, String> objects = new HashMap<>();

    @Test
    void copiesTheReportAndWhatTheBundleNames() {
        objects.put("runs/r1/report.html", "<p>");
        objects.put("runs/r1/databases/app/comparison.json", "{}");
        objects.put("runs/r1/bundle.sha256", "0".repeat(64) + "  databases/app/comparison.json\n");

        var report = new OutFolder(folder.resolve("out")).fill(new Objects(), "r1");

        assertThat(report).contains(folder.resolve("out/report.html"));
        assertThat(folder.resolve("out/databases/app/comparison.json")).hasContent("{}");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsNotFollowed() {
        objects.put("runs/r1/../../evil", "x");
        objects.put("runs/r1/bundle.sha256", "0".repeat(64) + "  ../../evil\n");

        new OutFolder(folder.resolve("a/b")).fill(new Objects(), "r1");

        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldBeforeARunStarts() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new OutFolder(file.resolve("out")).prepare()).isInstanceOf(OperatorException.class);
    }

    private final class Objects implements RunStore {

        @Override
        public String location() {
            return "s3://test";
        }

        @Override
        public Optional<byte[]> read(String key) {
            return Optional.ofNullable(objects.get(key)).map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Change write(String key, byte[] content) {
            throw new AssertionError("copying only reads");
        }

        @Override
        public Change writeIfAbsent(String key, byte[] content) {
            throw new AssertionError("copying only reads");
        }

        @Override
        public Change delete(String key) {
            throw new AssertionError("copying only reads");
        }

        @Override
        public List<String> list(String prefix) {
            return List.of();
        }

        @Override
        public List<String> files(String prefix) {
            return List.of();
        }

        @Override
        public List<String> folders(String prefix) {
            return List.of();
        }
    }
}
