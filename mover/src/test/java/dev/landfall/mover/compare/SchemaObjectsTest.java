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
}
