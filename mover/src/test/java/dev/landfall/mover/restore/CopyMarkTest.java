package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.WriteMark;
import dev.landfall.mover.restore.CopyMark.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyMarkTest {

    private static final CopyMark FINISHED = new CopyMark(
            State.FINISHED,
            "run {odd}, dump x",
            "1c7b",
            "a \"b\"\n'c'",
            Optional.of(Instant.parse("2026-11-20T12:00:00.123456Z")),
            Optional.of(5000L),
            Optional.of(new WriteMark(1L << 33, Optional.of("7"), Optional.empty())));

    @Test
    void standsBehindWhatTheOwnerWrote() {
        for (var owners : List.of(Optional.<String>empty(), Optional.of("Ours.\nCall us."))) {
            var comment = Optional.of(FINISHED.after(owners));

            assertThat(comment.get().lines().toList().getLast()).startsWith("landfall: finished copy of run ");
            assertThat(CopyMark.of(comment, "x")).hasValue(FINISHED);
            assertThat(CopyMark.owners(comment)).isEqualTo(owners);
        }
        assertThat(CopyMark.of(Optional.of("landfall is nice"), "x")).isEmpty();
        assertThat(CopyMark.owners(Optional.of("landfall is nice"))).hasValue("landfall is nice");
        assertThat(CopyMark.of(Optional.of("landfall: finished copy of run x {\"state\":\"FIN"), "x"))
                .isEmpty();
    }

    @Test
    void listOfNamesIsTakenApartAsTheServerKeepsIt() {
        assertThat(SettingList.elements("\"$user\", public, \"odd \"\"na,me\", x"))
                .containsExactly("$user", "public", "odd \"na,me", "x");
        assertThat(SettingList.elements("\"\"")).containsExactly("");
        assertThat(SettingList.elements("")).isEmpty();
    }

    @Test
    void namesBesideAreShortEnoughAndSayTheirLimit() {
        var longest = "ü".repeat(31) + "x";
        var beside = DatabaseName.beside(longest);

        assertThat(beside.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(DatabaseName.isBeside(beside, longest)).isTrue();
        assertThat(DatabaseName.isBeside("app_landfall_1234", "app")).isFalse();
        assertThat(DatabaseName.isBeside("apple_landfall_12345678", "app")).isFalse();
        assertThat(DatabaseName.birthLimit(beside)).isBetween(1_000_000_000, Integer.MAX_VALUE);
    }
}
