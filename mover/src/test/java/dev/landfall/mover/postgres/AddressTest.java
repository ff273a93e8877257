package dev.landfall.mover.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.model.failure.LandfallException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @TempDir
    Path folder;

    @Test
    void specialCharactersArePercentEncoded() {
        var url = DatabaseUrl.parse("postgresql://a%40b@db.example.com:6543/My%20App%2B?sslmode=require");

        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.database()).isEqualTo("My App+");
        assertThat(url.port()).isEqualTo(6543);
        assertThat(url.options()).containsEntry("sslmode", "require");
        assertThat(url.display()).isEqualTo("db.example.com:6543/My App+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://a@b/c",
                "postgresql://host/db",
                "postgresql://u:secret1@host/db",
                "postgresql://u@host",
                "postgresql://u@host/db?password=secret1",
                "not a url"
            })
    void addressThatCannotBeUsedIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("DATABASE_URL_NOT_UNDERSTOOD")
                .hasMessageNotContaining("secret1");
    }

    @Test
    void oneFinalLineFeedIsNotPartOfThePassword() throws IOException {
        var file = Files.writeString(folder.resolve("password"), " s3cret\r\n\n");

        assertThat(new PasswordReference("file:" + file).resolve(Map.of())).isEqualTo(" s3cret\r\n");
        assertThat(new PasswordReference("env:PASS").resolve(Map.of("PASS", "x\n")))
                .isEqualTo("x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/nonexistent", "env:NOT_SET", "s3cret"})
    void passwordThatIsNotThereIsSaid(String reference) {
        assertThatThrownBy(() -> new PasswordReference(reference).resolve(Map.of()))
                .isInstanceOf(LandfallException.class)
                .hasMessageContaining("PASSWORD_UNREADABLE")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, TARGET_FULL",
        "08006, TARGET_LOST",
        "57P01, TARGET_LOST",
        "42501, TARGET_DENIED",
        "23505, TARGET_FAILED"
    })
    void whatTheServerSaysHasACode(String state, String code) {
        var failure = SqlProblem.failed(Side.TARGET, "loading rows", new SQLException("could not extend file", state));

        assertThat(failure.problem().code()).isEqualTo(code);
        assertThat(failure.problem().seen()).contains("loading rows").endsWith(".");
    }

    @Test
    void serverThatRefusesThePasswordIsToldFromOneThatIsNotThere() {
        var server = new Server(
                Side.SOURCE,
                DatabaseUrl.parse("postgresql://u@host/db"),
                "",
                "landfall",
                "--source-password-from env:P");

        var refused =
                SqlProblem.unreachable(server, new SQLException("no", "28P01")).problem();
        assertThat(refused.code()).isEqualTo("PASSWORD_WRONG");
        assertThat(refused.remedy()).contains("--source-password-from env:P");
        assertThat(SqlProblem.unreachable(server, new SQLException("the password is an empty string", "08004"))
                        .problem()
                        .code())
                .isEqualTo("PASSWORD_WRONG");
        assertThat(SqlProblem.unreachable(server, new SQLException("refused", "08001", new ConnectException()))
                        .problem()
                        .code())
                .isEqualTo("SOURCE_UNREACHABLE");
    }
}
