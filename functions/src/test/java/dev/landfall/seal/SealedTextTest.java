package dev.landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedTextTest {

    @Test
    void whatIsSealedCanBeReadInOneWayOnly() {
        assertThat(new SealedText("vote")
                        .with("by", List.of("ann", "bob\nby 3 cat"))
                        .with("who", Optional.empty())
                        .toString())
                .isEqualTo("landfall-seal-1 vote\nby 1 2\nby 3 ann\nby 12 bob\nby 3 cat\nwho 1 0\n");
        assertThat(List.of(
                        of("a", "b"),
                        of("ab", ""),
                        of("", "ab"),
                        of("a\ntwo 1 b", ""),
                        of("a\u00e4", "b"),
                        new SealedText("vote").with("one", List.of("a", "b")).toString(),
                        new SealedText("vote")
                                .with("one", List.of("a"))
                                .with("one", "b")
                                .toString(),
                        new SealedText("decision")
                                .with("one", "a")
                                .with("two", "b")
                                .toString(),
                        of("?", "b"),
                        of("\ufffd", "b"),
                        of("utf-16 d800", "b"),
                        of("utf-16 4 d800", "b"),
                        of("\ud800", "b"),
                        of("\ud801", "b")))
                .doesNotHaveDuplicates();
    }

    private static String of(String one, String two) {
        return new SealedText("vote").with("one", one).with("two", two).toString();
    }
}
