package dev.landfall.ledger;

import static dev.landfall.ledger.CharacterFlag.DOLLAR_PARENTHESIS;
import static dev.landfall.ledger.CharacterFlag.JSON_BLOB;
import static dev.landfall.ledger.CharacterFlag.LINE_BREAK;
import static dev.landfall.ledger.CharacterFlag.NON_ASCII;
import static dev.landfall.ledger.CharacterFlag.SURROUNDING_SPACE;
import static dev.landfall.ledger.CharacterFlag.TRAILING_NEWLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.capture.EnvironmentFileText;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.SettingSource;
import org.junit.jupiter.api.Test;

class LedgerPiecesTest {

    @Test
    void charactersThatBreakOnTheWayAreNamed() {
        assertThat(CharacterFlag.of("plain$ecret")).isEmpty();
        assertThat(CharacterFlag.of("key\n")).containsExactly(TRAILING_NEWLINE);
        assertThat(CharacterFlag.of(" key")).containsExactly(SURROUNDING_SPACE);
        assertThat(CharacterFlag.of("{\"key\":\"x\"}")).containsExactly(JSON_BLOB);
        assertThat(CharacterFlag.of("Schlüssel")).containsExactly(NON_ASCII);
        assertThat(CharacterFlag.of("a$(HOME)b")).containsExactly(DOLLAR_PARENTHESIS);
        assertThat(CharacterFlag.of("a\nb")).containsExactly(LINE_BREAK);
    }

    @Test
    void environmentFileIsReadAsEcsReadsIt() {
        var settings = EnvironmentFileText.settings(
                SecretText.of("# comment\nSMTP_HOST=mail\n\nQUOTED=\"a=b\" # no comment\nnonsense\nEMPTY=\n"));

        assertThat(settings)
                .containsOnlyKeys("SMTP_HOST", "QUOTED", "EMPTY")
                .containsEntry("QUOTED", SecretText.of("\"a=b\" # no comment"))
                .containsEntry("EMPTY", SecretText.of(""));
    }

    @Test
    void everyFormOfReferenceHasItsKind() {
        assertThat(kind("arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool-AbCdEf"))
                .isEqualTo(SourceKind.WHOLE_SECRET);
        assertThat(kind("arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool-AbCdEf:key::"))
                .isEqualTo(SourceKind.SECRET);
        assertThat(kind("arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool-AbCdEf::AWSCURRENT:"))
                .isEqualTo(SourceKind.WHOLE_SECRET);
        assertThat(kind("arn:aws:ssm:eu-west-1:111122223333:parameter/retool/key"))
                .isEqualTo(SourceKind.PARAMETER);
        assertThat(kind("retool-key")).isEqualTo(SourceKind.PARAMETER);
    }

    private static SourceKind kind(String reference) {
        return SourceKind.of(new SettingSource.Reference(reference));
    }
}
