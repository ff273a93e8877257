package dev.landfall.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a value holds, the program on the target sees these characters. */
class QuotingTest {

    private static final List<String> WORST = List.of(
            "pa$$ %?#[word]:",
            "$(HOME)",
            "$$(HOME)",
            "$",
            "$$",
            "a$",
            "${var.region}",
            "$${x}",
            "%{ if true }",
            "\"; rm -rf / #",
            "back\\slash\\n",
            "{{ .Values.env }}",
            "{\"json\": [1, 2]}",
            "- item",
            "key: value",
            "&anchor *alias !tag",
            "yes",
            "null",
            "~",
            "0x1F",
            "1e3",
            "007",
            "2026-01-01",
            " spaces at both ends ",
            "trailing newline\n",
            "two\nlines",
            "carriage\r\nreturn",
            "tab\there",
            "'single' \"double\" `back`",
            "ünïcödé 日本語 🔑",
            "\u2028separator",
            "\u0007bell",
            "#comment",
            "\u0001\u0002\u001b[0m\u001f",
            "$(A)$$(B)$$$(C)$$$$(D)",
            "%%{x}$${y}$$${z}",
            "{{ tpl .Values.x . }}{{- end }}",
            "long " + "pä$(x)${y}%{z}#: ".repeat(4000),
            "",
            ",",
            "@at",
            "%percent");

    static Stream<String> worst() {
        var random = new Random(20_261_120);
        var characters = "$(){}[]%#?:\\\"'`&*!|>-,@\n\t =aZ0ü🔑".codePoints().toArray();
        var made = Stream.generate(() -> {
                    var text = new StringBuilder();
                    random.ints(random.nextInt(24), 0, characters.length)
                            .forEach(index -> text.appendCodePoint(characters[index]));
                    return text.toString();
                })
                .limit(500);
        return Stream.concat(WORST.stream(), made);
    }

    @ParameterizedTest
    @MethodSource("worst")
    void valueSurvivesYamlHelmAndKubernetes(String value) throws IOException {
        var sizes = new Sizes(2, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var yaml = HelmValues.yaml(
                new HelmValues(sizes, "3.114.2-stable", Map.of("SETTING", value)).after(true, false, false, Map.of()));

        var read = new YAMLMapper()
                .readTree(yaml)
                .at("/environmentVariables/0/value")
                .asText();

        assertThat(expanded(read)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("worst")
    void valueSurvivesTerraform(String value) {
        assertThat(meaning(Hcl.quoted(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085next line", "delete\u007f", "a\u009f"})
    void charactersThatHelmLosesAreRefusedByTheSettingsName(String value) {
        var sizes = new Sizes(2, new Sizes.Pod(1000, 2048, 4096), 1, 1, 1, new Sizes.Pod(1000, 2048, 2048));
        var helm = new HelmValues(sizes, "3.114.2-stable", Map.of("SETTING", value));

        assertThatThrownBy(helm::before)
                .hasMessageContaining("SETTING_NOT_PRINTABLE")
                .hasMessageContaining("SETTING");
    }

    /** As Kubernetes expands an environment variable's value; no variable is known. */
    static String expanded(String text) {
        var expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '$' || i + 1 == text.length()) {
                expanded.append(character);
            } else if (text.charAt(i + 1) == '$') {
                expanded.append('$');
                i++;
            } else if (text.charAt(i + 1) == '(' && text.indexOf(')', i) > 0) {
                return "a variable was looked up";
            } else {
                expanded.append(character);
            }
        }
        return expanded.toString();
    }

    /** As Terraform's specification of quoted templates reads them. */
    private static String meaning(String quoted) {
        var inner = quoted.substring(1, quoted.length() - 1);
        var meaning = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char character = inner.charAt(i);
            if (character == '\\') {
                i++;
                switch (inner.charAt(i)) {
                    case 'n' -> meaning.append('\n');
                    case 'r' -> meaning.append('\r');
                    case 't' -> meaning.append('\t');
                    case 'u' -> {
                        meaning.append((char) Integer.parseInt(inner.substring(i + 1, i + 5), 16));
                        i += 4;
                    }
                    default -> meaning.append(inner.charAt(i));
                }
            } else if (inner.startsWith("$${", i) || inner.startsWith("%%{", i)) {
                meaning.append(character).append('{');
                i += 2;
            } else if (inner.startsWith("${", i) || inner.startsWith("%{", i)) {
                return "a template was opened";
            } else {
                meaning.append(character);
            }
        }
        return meaning.toString();
    }
}
