package dev.landfall.local.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrictSeedTest {

    private static final Map<String, String> CI = Map.of("CI", "true");

    private static Optional<StrictSeed> chosen(Optional<String> option, Map<String, String> environment) {
        return StrictSeed.chosen(option, environment, () -> 77);
    }

    @Test
    void aWorldIsKindUnlessItIsAskedOtherwiseOrRunsInCi() {
        assertThat(chosen(Optional.empty(), Map.of())).isEmpty();
        assertThat(chosen(Optional.empty(), Map.of("CI", "false"))).isEmpty();
        assertThat(chosen(Optional.empty(), CI)).hasValue(new StrictSeed(1));
        assertThat(chosen(Optional.of(""), Map.of())).hasValue(new StrictSeed(77));
        assertThat(chosen(Optional.of("12"), CI)).hasValue(new StrictSeed(12));
        assertThat(chosen(Optional.of("off"), CI)).isEmpty();
    }

    @Test
    void theEnvironmentsWordStandsInForTheOption() {
        assertThat(chosen(Optional.empty(), Map.of(StrictSeed.VARIABLE, "5", "CI", "true")))
                .hasValue(new StrictSeed(5));
        assertThat(chosen(Optional.empty(), Map.of(StrictSeed.VARIABLE, "off", "CI", "true")))
                .isEmpty();
        assertThat(chosen(Optional.of("6"), Map.of(StrictSeed.VARIABLE, "5"))).hasValue(new StrictSeed(6));
    }

    @Test
    void anythingElseIsRefusedWithWhatIsTaken() {
        assertThatThrownBy(() -> chosen(Optional.of("soon"), Map.of()))
                .hasMessageContaining("USAGE")
                .hasMessageContaining("'soon'");
    }

    @Test
    void aSeedRepeatsItselfAndAnotherOneDiffers() {
        var first = IntStream.range(0, 50).map(i -> new StrictSeed(1).below(6, "state " + i));
        var again = IntStream.range(0, 50).map(i -> new StrictSeed(1).below(6, "state " + i));
        var other = IntStream.range(0, 50).map(i -> new StrictSeed(2).below(6, "state " + i));
        var drawn = first.toArray();
        assertThat(drawn).isEqualTo(again.toArray()).isNotEqualTo(other.toArray());
        assertThat(drawn).contains(0, 1, 2, 3, 4, 5);
    }
}
