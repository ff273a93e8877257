package dev.landfall.model.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFileTest {

    @TempDir
    Path folder;

    @Test
    void classesWrittenOnceStandInEveryStateAndTheirDeclarationDoesNot() {
        var expanded = DefinitionFile.expand("""
                x-retry:
                  hiccup: &hiccup { ErrorEquals: [Lambda.Unknown], MaxAttempts: 5 }
                x-catch:
                  failed: &failed { ErrorEquals: [States.ALL], Assign: { failure: null } }
                QueryLanguage: JSONata
                StartAt: One
                States:
                  One:
                    Type: Task
                    Retry: [*hiccup]
                    Catch: [{ <<: *failed, Next: Two }]
                  Two: { Type: Succeed }
                """, "test");

        assertThat(expanded.toString()).isEqualTo("""
                {"QueryLanguage":"JSONata","StartAt":"One","States":{"One":{"Type":"Task",\
                "Retry":[{"ErrorEquals":["Lambda.Unknown"],"MaxAttempts":5}],\
                "Catch":[{"ErrorEquals":["States.ALL"],"Assign":{"failure":null},"Next":"Two"}]},\
                "Two":{"Type":"Succeed"}}}""");
    }

    @Test
    void mistakeIsNamedWithItsLine() {
        assertThatThrownBy(() -> DefinitionFile.expand("StartAt: One\nStates:\n  One: [*unknown]\n", "broken.asl.yaml"))
                .hasMessageContaining("DEFINITION_UNREADABLE")
                .hasMessageContaining("broken.asl.yaml is not YAML: line 3, column 9:")
                .hasMessageContaining("unknown");
    }

    @Test
    void stateWrittenTwiceIsRefused() {
        assertThatThrownBy(() -> DefinitionFile.expand(
                        "StartAt: A\nStates:\n  A: {Type: Succeed}\n  A: {Type: Succeed}\n", "twice.asl.yaml"))
                .hasMessageContaining("DEFINITION_UNREADABLE")
                .hasMessageContaining("A");
    }

    @Test
    void whatIsNoMappingOrNotThereIsRefused() {
        assertThatThrownBy(() -> DefinitionFile.expand("- a\n- b\n", "list.asl.yaml"))
                .hasMessageContaining("is no mapping");
        assertThatThrownBy(() -> DefinitionFile.expand("", "empty.asl.yaml")).hasMessageContaining("is no mapping");
        assertThatThrownBy(() -> DefinitionFile.read(folder.resolve("none.asl.yaml")))
                .hasMessageContaining("There is no definition");
    }

    /** A definition of somebody else is no way to run code. */
    @Test
    void tagsThatMakeObjectsAreRefused() {
        assertThatThrownBy(() -> DefinitionFile.expand("StartAt: !!java.net.URL [http://localhost]\n", "tag.asl.yaml"))
                .hasMessageContaining("DEFINITION_UNREADABLE");
    }

    @Test
    void everyFileOfAFolderIsFoundByItsName() throws Exception {
        Files.writeString(folder.resolve("one.asl.yaml"), "StartAt: A\nStates: {A: {Type: Succeed}}\n");
        Files.writeString(folder.resolve("notes.txt"), "no definition");

        assertThat(DefinitionFile.in(folder)).containsOnlyKeys("one");
    }
}
