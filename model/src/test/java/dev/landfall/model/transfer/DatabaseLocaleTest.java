package dev.landfall.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseLocaleTest {

    @ParameterizedTest
    @CsvSource({
        "UTF8, UTF8, true",
        "UTF8, LATIN1, true",
        "LATIN1, UTF8, false",
        "LATIN1, LATIN9, false",
        "SQL_ASCII, SQL_ASCII, true",
        "UTF8, SQL_ASCII, false"
    })
    void unicodeHoldsEveryEncodingThatIsOne(String target, String source, boolean holds) {
        assertThat(DatabaseLocale.canHold(target, source)).isEqualTo(holds);
    }
}
