package dev.landfall.local.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.CopyFormat;
import dev.landfall.model.transfer.TableCopy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsTest {

    private static final long MEBIBYTE = 1L << 20;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {80, 110, 200})
    void lineIsNeverWiderThanTheTerminal(int columns) {
        move(columns);

        assertThat(lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThan(columns));
    }

    @Test
    void eachTableAndTheTotalAreShownToTheirEnd() {
        move(110);

        assertThat(lines())
                .anyMatch(line -> line.startsWith("all 2 tables") && line.contains("100%"))
                .anyMatch(line -> line.startsWith("public.page_saves") && line.contains("100%"))
                .anyMatch(line -> line.startsWith("public.users") && line.contains("100%"));
    }

    private void move(int columns) {
        try (var bars = new Bars(new PrintStream(shown, true, StandardCharsets.UTF_8), columns, 1)) {
            bars.planned(List.of(table(1, "page_saves", 300), table(2, "users", 100)));
            bars.tableMoved("public.page_saves", 300, 300 * MEBIBYTE, Duration.ofSeconds(1));
            bars.tableMoved("public.users", 100, 100 * MEBIBYTE, Duration.ofSeconds(1));
        }
    }

    private List<String> lines() {
        return shown.toString(StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "\n")
                .lines()
                .flatMap(line -> line.lines())
                .map(line -> line.replace("\r", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static TableCopy table(int id, String name, long rows) {
        return new TableCopy(
                id,
                "public",
                name,
                List.of("id"),
                CopyFormat.BINARY,
                Optional.empty(),
                rows,
                rows * MEBIBYTE,
                Optional.empty(),
                List.of());
    }
}
