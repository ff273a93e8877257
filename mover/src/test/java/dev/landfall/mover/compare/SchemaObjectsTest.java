package dev.landfall.mover.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.model.transfer.ConstraintCheck;
import org.junit.jupiter.api.Test;

class SchemaObjectsTest {

    private static final String SOURCE = """
            --
            -- PostgreSQL database dump
            --

            \\restrict abc
            SET default_tablespace = '';

            --
            -- Name: users; Type: TABLE; Schema: public; Owner: -
            --

            CREATE TABLE public.users (
                id integer NOT NULL
            );


            --
            -- Name: users users_org_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
            --

            ALTER TABLE ONLY public.users
                ADD CONSTRAINT users_org_fkey FOREIGN KEY (id) REFERENCES public.users(id);


            --
            -- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
            --

            COMMENT ON EXTENSION pg_trgm IS 'what its owner wrote';
            """;

    private static SchemaObjects objects(String dump, ConstraintCheck constraints) {
        return SchemaObjects.of(dump, constraints);
    }

    @Test
    void objectsHaveTheirNameAndWhatMayDifferIsNone() {
        assertThat(objects(SOURCE, ConstraintCheck.NOW).definitions().keySet())
                .containsExactly("FK CONSTRAINT public.users users_org_fkey", "TABLE public.users");
    }

    @Test
    void anotherOrderIsNoDifference() {
        var parts = SOURCE.split("(?=--\n-- Name)");
        var turned = parts[0] + parts[2] + parts[1] + parts[3];

        assertThat(objects(SOURCE, ConstraintCheck.NOW)).isEqualTo(objects(turned, ConstraintCheck.NOW));
    }

    @Test
    void keyThatIsNotValidYetCountsOnlyWhereItShouldBe() {
        var later = SOURCE.replace("public.users(id);", "public.users(id) NOT VALID;");
        var now = objects(SOURCE, ConstraintCheck.NOW);

        assertThat(now.definedOtherwise(objects(later, ConstraintCheck.NOW)))
                .containsExactly("FK CONSTRAINT public.users users_org_fkey");
        assertThat(objects(SOURCE, ConstraintCheck.AFTER).definedOtherwise(objects(later, ConstraintCheck.AFTER)))
                .isEmpty();
    }

    @Test
    void whatIsOnOneSideOnlyIsNamed() {
        var less = SOURCE.substring(0, SOURCE.indexOf("--\n-- Name: users users_org_fkey"));
        var whole = objects(SOURCE, ConstraintCheck.NOW);
        var part = objects(less, ConstraintCheck.NOW);

        assertThat(whole.onOneSideOnly(part))
                .containsExactly("FK CONSTRAINT public.users users_org_fkey: not on the target");
        assertThat(part.onOneSideOnly(whole))
                .containsExactly("FK CONSTRAINT public.users users_org_fkey: on the target only");
        assertThat(whole.definedOtherwise(part)).isEmpty();
    }

    private static String table(String name, String body) {
        return "--\n-- Name: %s; Type: TABLE; Schema: public; Owner: -\n--\n\n%s\n\n\n".formatted(name, body);
    }

    @Test
    void childsColumnsMayStandInAnotherOrderAndNobodyElses() {
        var child = objects(
                table(
                        "child",
                        "CREATE TABLE public.child (\n    a integer,\n    b text DEFAULT 'x'::text\n)\nINHERITS (public.parent);"),
                ConstraintCheck.NOW);
        var turned = objects(
                table(
                        "child",
                        "CREATE TABLE public.child (\n    b text DEFAULT 'x'::text,\n    a integer\n)\nINHERITS (public.parent);"),
                ConstraintCheck.NOW);
        var plain = objects(table("t", "CREATE TABLE public.t (\n    a integer,\n    b text\n);"), ConstraintCheck.NOW);
        var plainTurned =
                objects(table("t", "CREATE TABLE public.t (\n    b text,\n    a integer\n);"), ConstraintCheck.NOW);

        assertThat(child.definedOtherwise(turned)).isEmpty();
        assertThat(plain.definedOtherwise(plainTurned)).containsExactly("TABLE public.t");
    }

    /** Outside of a definition they are pg_dump's own. */
    @Test
    void linesOfAFunctionsBodyCountWhateverTheyLookLike() {
        var body =
                "CREATE FUNCTION public.f() RETURNS void\n    LANGUAGE plpgsql\n    AS $$\nBEGIN\n-- %s\n\nSET search_path = %s;\nEND$$;";
        var one = objects(table("f()", body.formatted("one", "a")), ConstraintCheck.NOW);
        var comment = objects(table("f()", body.formatted("two", "a")), ConstraintCheck.NOW);
        var setting = objects(table("f()", body.formatted("one", "b")), ConstraintCheck.NOW);
        var empty = objects(table("f()", body.formatted("one", "a").replace("\n\n", "\n")), ConstraintCheck.NOW);

        assertThat(one.definedOtherwise(comment)).hasSize(1);
        assertThat(one.definedOtherwise(setting)).hasSize(1);
        assertThat(one.definedOtherwise(empty)).hasSize(1);
    }

    /** pg_dump tells it before the statement, for this table and those that follow. */
    @Test
    void accessMethodOfATableCounts() {
        var plain = "CREATE TABLE public.t (\n    a integer\n);";
        var before = objects(
                "\nSET default_table_access_method = heap;\n\n" + table("s", plain) + table("t", plain),
                ConstraintCheck.NOW);
        var after = objects(
                "\nSET default_table_access_method = heap;\n\n" + table("s", plain)
                        + "SET default_table_access_method = heap2;\n\n" + table("t", plain),
                ConstraintCheck.NOW);

        assertThat(before.definedOtherwise(after)).containsExactly("TABLE public.t");
    }
}
