package dev.landfall.mover.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostDataTest {

    private static final BatchSize ONE = new BatchSize(1, 0);

    private static final String LIST = """
            ;
            ; Selected TOC Entries:
            ;
            31; 1259 16400 INDEX public parent_word_idx owner
            30; 2606 16391 CONSTRAINT public parent parent_pkey owner
            41; 0 0 COMMENT public INDEX parent_word_idx owner
            50; 2606 16410 FK CONSTRAINT public child child_parent_fkey owner
            """;

    private static final String SCRIPT = """
            --
            -- PostgreSQL database dump
            --

            \\restrict abc

            SET statement_timeout = 0;
            SET client_encoding = 'UTF8';
            SELECT pg_catalog.set_config('search_path', '', false);

            --
            -- TOC entry 31 (class 1259 OID 16400)
            -- Dependencies: 10
            -- Name: parent_word_idx; Type: INDEX; Schema: public; Owner: -
            --

            CREATE INDEX parent_word_idx ON public.parent USING btree (word);


            --
            -- TOC entry 30 (class 2606 OID 16391)
            -- Dependencies: 10
            -- Name: parent parent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
            --

            ALTER TABLE ONLY public.parent
                ADD CONSTRAINT parent_pkey PRIMARY KEY (id);


            --
            -- TOC entry 41 (class 0 OID 0)
            -- Dependencies: 31
            -- Name: INDEX parent_word_idx; Type: COMMENT; Schema: public; Owner: -
            --

            COMMENT ON INDEX public.parent_word_idx IS '
            --
            -- TOC entry 31 (class 1259 OID 99)
            -- Name: forged; Type: INDEX; Schema: public; Owner: -
            --
            ';


            --
            -- TOC entry 50 (class 2606 OID 16410)
            -- Dependencies: 10 11 30
            -- Name: child child_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
            --

            ALTER TABLE ONLY public.child
                ADD CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES public.parent(id);


            -- Completed on 2026-11-20 12:00:00 UTC

            --
            -- PostgreSQL database dump complete
            --

            \\unrestrict abc
            """;

    @Test
    void scriptIsCutAtTheEntriesOwnHeadings() {
        var script = PostDataScript.cut(ArchiveEntry.of(LIST), SCRIPT);

        assertThat(script.settings())
                .isEqualTo("SET statement_timeout = 0;\nSELECT pg_catalog.set_config('search_path', '', false);");
        assertThat(script.entries())
                .extracting(PostDataEntry::display)
                .containsExactly(
                        "INDEX public parent_word_idx",
                        "CONSTRAINT public parent parent_pkey",
                        "COMMENT public INDEX parent_word_idx",
                        "FK CONSTRAINT public child child_parent_fkey");
        assertThat(script.entries().get(2).sql().strip()).contains("forged").endsWith("';");
        assertThat(script.entries().get(3).dependencies()).containsExactlyInAnyOrder(10, 11, 30);
        assertThat(script.entries().get(3).sql()).doesNotContain("unrestrict");
    }

    /** What stands after the last entry is no part of it: a foreign key there was proved at once. */
    @Test
    void foreignKeyThatIsTheLastEntryCanBeAddedWithoutItsProof() {
        var last = PostDataScript.cut(ArchiveEntry.of(LIST), SCRIPT).entries().getLast();

        assertThat(last.notValid().sql())
                .isEqualTo(
                        "ALTER TABLE ONLY public.child\n"
                                + "    ADD CONSTRAINT child_parent_fkey FOREIGN KEY (parent) REFERENCES public.parent(id) NOT VALID;");
        assertThat(last.sql()).doesNotContain("Completed");
    }

    @Test
    void foreignKeyWithoutAnEndIsABug() {
        var open = sql("FK CONSTRAINT", "ALTER TABLE ONLY a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c");

        assertThatThrownBy(open::notValid).hasMessageContaining("ARCHIVE_NOT_UNDERSTOOD");
    }

    @Test
    void entryThatIsNotPrintedIsABug() {
        assertThatThrownBy(
                        () -> PostDataScript.cut(ArchiveEntry.of("77; 1259 16400 INDEX public other owner\n"), SCRIPT))
                .hasMessageContaining("ARCHIVE_NOT_UNDERSTOOD")
                .hasMessageContaining("public other");
    }

    @Test
    void foreignKeysComeAfterWhatTheyNeedAndBeforeWhatNeedsThem() {
        var index = entry(1, "INDEX", 100);
        var view = entry(2, "MATERIALIZED VIEW", 1);
        var indexOfView = entry(3, "INDEX", 2);
        var key = entry(4, "FK CONSTRAINT", 100, 1);
        var policy = entry(5, "POLICY", 100);
        var comment = entry(6, "COMMENT", 4);

        var stages = PostDataStage.divide(List.of(index, view, indexOfView, key, policy, comment));

        assertThat(stages.get(PostDataStage.INDEXES)).containsExactly(index);
        assertThat(stages.get(PostDataStage.OBJECTS)).containsExactly(view, indexOfView);
        assertThat(stages.get(PostDataStage.FOREIGN_KEYS)).containsExactly(key);
        assertThat(stages.get(PostDataStage.LAST)).containsExactly(policy, comment);
    }

    @Test
    void indexWaitsForItsTablesRowsAndItsOwnNeeds() {
        var first = entry(1, "INDEX", 100);
        var second = entry(2, "CONSTRAINT", 101, 1);
        var there = new HashSet<Integer>();
        var queue = new PostDataQueue(List.of(first, second), Set.of(), there::contains, entry -> 0);

        assertThat(queue.poll(ONE)).isEmpty();
        there.add(100);
        queue.arrived(100);
        assertThat(queue.poll(ONE)).containsExactly(first);
        there.add(101);
        queue.arrived(101);
        assertThat(queue.poll(ONE)).isEmpty();
        queue.done(List.of(first));
        assertThat(queue.poll(ONE)).containsExactly(second);
        assertThat(queue.isFinished()).isFalse();
        queue.done(List.of(second));
        assertThat(queue.isFinished()).isTrue();
    }

    /** ADD CONSTRAINT locks its table, and two foreign keys between two tables could lock them crosswise. */
    @Test
    void entriesThatWouldWaitForEachOtherDoNotRunTogether() {
        var index = entry(1, "INDEX", 100);
        var other = entry(2, "INDEX", 100);
        var primary = entry(3, "CONSTRAINT", 100);
        var elsewhere = entry(4, "CONSTRAINT", 101);
        var queue = queue(index, other, primary, elsewhere);

        assertThat(queue.poll(ONE)).containsExactly(index);
        assertThat(queue.poll(ONE)).containsExactly(other);
        assertThat(queue.poll(ONE)).containsExactly(elsewhere);
        assertThat(queue.poll(ONE)).isEmpty();
        queue.done(List.of(index));
        assertThat(queue.poll(ONE)).as("the other index is still built").isEmpty();
        queue.done(List.of(other));
        assertThat(queue.poll(ONE)).containsExactly(primary);
    }

    @Test
    void oneWorkerTakesSeveralOfWhichItsOwnMayWaitForEachOther() {
        var index = entry(1, "INDEX", 100);
        var primary = entry(2, "CONSTRAINT", 100);
        var elsewhere = entry(3, "CONSTRAINT", 101);
        var queue = queue(index, primary, elsewhere);

        assertThat(queue.poll(new BatchSize(2, 1000))).containsExactly(index, primary);
        assertThat(queue.poll(new BatchSize(2, 1000))).containsExactly(elsewhere);
    }

    @Test
    void largeTableIsNotInABatch() {
        var small = entry(1, "INDEX", 103);
        var large = entry(2, "INDEX", 800);
        var last = entry(3, "INDEX", 104);
        var queue = queue(small, large, last);
        var size = new BatchSize(10, 300);

        assertThat(queue.poll(size)).containsExactly(small);
        assertThat(queue.poll(size)).containsExactly(large);
        assertThat(queue.poll(size)).containsExactly(last);
    }

    @Test
    void whatExistsAlreadyIsNotHandedOutAgain() {
        var queue = new PostDataQueue(
                List.of(entry(1, "INDEX", 100), entry(2, "CONSTRAINT", 1)), Set.of(1), id -> true, entry -> 0);

        assertThat(queue.poll(ONE)).extracting(PostDataEntry::id).containsExactly(2);
    }

    @Test
    void foreignKeyOfOneTableCanBeAddedWithoutItsProof() {
        var one = sql(
                "FK CONSTRAINT", "\nALTER TABLE ONLY public.a\n    ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c;\n\n");
        var partitioned = sql("FK CONSTRAINT", "ALTER TABLE public.a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c;");
        var already =
                sql("FK CONSTRAINT", "ALTER TABLE ONLY a ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c NOT VALID;");

        assertThat(one.notValid().sql())
                .isEqualTo("ALTER TABLE ONLY public.a\n    ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES c NOT VALID;");
        assertThat(partitioned.notValid()).isEqualTo(partitioned);
        assertThat(already.notValid()).isEqualTo(already);
    }

    /** All their tables have their rows; a table is as large as its number says. */
    private static PostDataQueue queue(PostDataEntry... entries) {
        return new PostDataQueue(
                List.of(entries),
                Set.of(),
                id -> true,
                entry -> entry.dependencies().stream().mapToLong(id -> id).sum());
    }

    private static PostDataEntry entry(int id, String kind, Integer... dependencies) {
        return new PostDataEntry(id, kind, "public x" + id, Set.of(dependencies), "SELECT 1;");
    }

    private static PostDataEntry sql(String kind, String sql) {
        return new PostDataEntry(1, kind, "public x", Set.of(), sql);
    }
}
