package dev.landfall.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Secrets that are easy to find again, as they are and in the forms that a text takes on its way. */
final class Marks {

    private static final int BITS_OF_BYTE = 8;
    private static final int BITS_OF_CHARACTER = 6;
    private static final int BYTES_OF_GROUP = 3;

    private Marks() {}

    static String of(String place) {
        return "marked-" + place + "-secret";
    }

    /** None of the marks of those places is in the text, nor any mark at all as it is. */
    static void assertNoneIn(String what, String text, List<String> places) {
        assertThat(text).as(what).doesNotContain("marked-");
        for (var place : places) {
            forms(of(place))
                    .forEach(form -> assertThat(text).as(place + " in " + what).doesNotContain(form));
        }
    }

    /** As it is, in hexadecimal, backwards, and in base64 at each of the three places that it can begin in a group. */
    static Stream<String> forms(String mark) {
        var bytes = mark.getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                Stream.of(
                        mark,
                        HexFormat.of().formatHex(bytes),
                        new StringBuilder(mark).reverse().toString()),
                IntStream.range(0, BYTES_OF_GROUP).mapToObj(before -> base64(bytes, before)));
    }

    /** What base64 makes of the bytes after so many others, less the characters that depend on what stands around. */
    private static String base64(byte[] bytes, int before) {
        var whole = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, whole, before, bytes.length);
        int first = Math.ceilDiv(before * BITS_OF_BYTE, BITS_OF_CHARACTER);
        int end = whole.length * BITS_OF_BYTE / BITS_OF_CHARACTER;
        return Base64.getEncoder().encodeToString(whole).substring(first, end);
    }

    /** Whether a text holds a mark in any form; that the search can find is part of the proof. */
    static boolean isIn(String text, String place) {
        return forms(of(place)).anyMatch(text::contains);
    }

    static String base64Within(String before, String place, String after) {
        return Base64.getEncoder().encodeToString((before + of(place) + after).getBytes(StandardCharsets.UTF_8));
    }

    /** Every text of a failure and of what caused it. */
    static String texts(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .map(each -> each + " " + Arrays.toString(each.getSuppressed()))
                .reduce("", (all, each) -> all + each + "\n");
    }
}
