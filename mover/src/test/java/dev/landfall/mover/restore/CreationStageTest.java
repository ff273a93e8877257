package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CreationStageTest {

    private static final BatchSize SIZE = new BatchSize(100, 1000);

    @Test
    void tablesThatNeedNothingOfEachOtherAreSharedOut() {
        var stages = CreationStage.divide(
                IntStream.range(0, 500).mapToObj(id -> entry(id, "TABLE")).toList(), SIZE, 2);

        assertThat(stages).hasSize(1);
        assertThat(stages.getFirst().together()).isTrue();
        assertThat(stages.getFirst().batches())
                .hasSize(5)
                .allSatisfy(batch -> assertThat(batch).hasSize(100));
    }

    @Test
    void fewTablesAreSharedOutToo() {
        var stages = CreationStage.divide(
                IntStream.range(0, 10).mapToObj(id -> entry(id, "TABLE")).toList(), SIZE, 2);

        assertThat(stages.getFirst().batches()).hasSize(2);
    }

    @Test
    void whatHangsTogetherIsInOneBatchInOrder() {
        var entries = new ArrayList<PostDataEntry>();
        for (var id = 0; id < 300; id += 3) {
            entries.add(entry(id, "TABLE"));
            entries.add(entry(id + 1, "SEQUENCE", id));
        }
        for (var id = 0; id < 300; id += 3) {
            entries.add(entry(id + 2, "DEFAULT", id + 1, id));
        }

        var stages = CreationStage.divide(entries, SIZE, 2);

        assertThat(stages).hasSize(1);
        assertThat(stages.getFirst().batches()).hasSizeGreaterThan(1).allSatisfy(batch -> {
            var ids = batch.stream().map(PostDataEntry::id).toList();
            for (var entry : batch) {
                for (var needed : entry.dependencies()) {
                    assertThat(ids.indexOf(needed)).isBetween(0, ids.indexOf(entry.id()) - 1);
                }
            }
        });
        assertThat(stages.getFirst().batches().stream().flatMap(List::stream).map(PostDataEntry::id))
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(PostDataEntry::id).toList());
    }

    @Test
    void longChainIsOneBatch() {
        var chain = IntStream.range(1, 5000)
                .mapToObj(id -> entry(id, "TABLE", id - 1))
                .toList();

        assertThat(CreationStage.divide(chain, SIZE, 4).getFirst().batches()).containsExactly(chain);
    }

    @Test
    void allElseIsCreatedAsItStands() {
        var type = entry(1, "TYPE");
        var table = entry(2, "TABLE", 1);
        var function = entry(3, "FUNCTION");
        var view = entry(4, "VIEW", 2);
        var other = entry(5, "TABLE", 4);

        assertThat(CreationStage.divide(List.of(type, table, function, view, other), SIZE, 2))
                .containsExactly(
                        new CreationStage(List.of(List.of(type)), false),
                        new CreationStage(List.of(List.of(table)), true),
                        new CreationStage(List.of(List.of(function, view)), false),
                        new CreationStage(List.of(List.of(other)), true));
    }

    private static PostDataEntry entry(int id, String kind, Integer... needs) {
        return new PostDataEntry(id, kind, "public t" + id, Set.of(needs), "SELECT " + id + ";");
    }
}
