package dev.landfall.mover.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What servers and programs say is passed on, but for what rows hold. */
class ServerWordsTest {

    private static PSQLException error(String... fields) {
        return new PSQLException(new ServerErrorMessage(String.join("\0", fields) + "\0"), false);
    }

    @Test
    void hintPlaceAndObjectAreToldAndNoDetail() {
        var problem = SqlProblem.failed(
                        Side.TARGET,
                        "loading rows",
                        error(
                                "SERROR",
                                "C42P01",
                                "Mrelation \"dict\" does not exist",
                                "DFailing row contains (secret).",
                                "HPerhaps a schema is missing.",
                                "sshop",
                                "torders",
                                "norders_known",
                                "WSQL statement \"SELECT 1 FROM dict WHERE word = 'secret'\"\n"
                                        + "PL/pgSQL function known(text) line 3 at SQL statement\n"
                                        + "SQL function \"is_known\" statement 1\nunnamed portal with parameters: $1 = 'secret'\n"
                                        + "COPY orders, line 17, column word: \"secret\""))
                .problem();

        assertThat(problem.seen())
                .isEqualTo(
                        "The target server said \"relation \"dict\" does not exist\" (42P01) while loading rows"
                                + " (table shop.orders; constraint orders_known; PL/pgSQL function known(text) line 3 at SQL statement;"
                                + " SQL function \"is_known\" statement 1; COPY orders, line 17; hint: Perhaps a schema is missing).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22P02 | invalid input syntax for type integer: \"secret\"",
                "22003 | value \"secret\" is out of range for type integer",
                "22007 | invalid input syntax for type date: \"a \"secret\" b\"",
                "22P04 | extra data: \"secret"
            })
    void valueThatDoesNotFitIsNotTold(String state, String message) {
        var said = ServerWords.of(error("SERROR", "C" + state, "M" + message));

        assertThat(said.message()).doesNotContain("secret").contains("…");
        assertThat(ServerWords.of(error("SERROR", "C22021", "Minvalid byte sequence for encoding \"UTF8\": 0x00"))
                        .message())
                .contains("\"UTF8\"");
    }

    @Test
    void programsEntryCommandAndHintAreToldAndNeitherRowsNorPasswords() {
        var said = ProgramWords.of("""
                pg_restore: while PROCESSING TOC:
                pg_restore: from TOC entry 215; 1259 16390 TABLE gtest app
                pg_restore: error: could not execute query: ERROR:  child column "b" specifies generation expression
                HINT:  Omit the generation expression.
                DETAIL:  Key (word)=(secret) already exists.
                CONTEXT:  COPY gtest, line 5: "secret"
                Command was: CREATE TABLE public.gtest (
                    a integer DEFAULT 'secret'
                """);
        assertThat(said)
                .isEqualTo(
                        "entry TABLE gtest app / pg_restore: error: could not execute query: ERROR:  child column \"b\""
                                + " specifies generation expression / hint: Omit the generation expression. / COPY gtest, line 5 /"
                                + " command: CREATE TABLE public.gtest (");

        assertThat(ProgramWords.of("Command was: CREATE USER MAPPING FOR a SERVER s OPTIONS (password 'secret')"))
                .isEqualTo("command: CREATE USER MAPPING FOR a SERVER s OPTIONS (password …");
        assertThat(ProgramWords.of("Command was: COPY public.t (a) FROM stdin;\nsecret\n\\."))
                .isEmpty();
        assertThat(ProgramWords.of("Command was: INSERT INTO t VALUES ('secret')"))
                .isEmpty();
    }
}
