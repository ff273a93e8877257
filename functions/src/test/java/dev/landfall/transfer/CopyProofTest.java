package dev.landfall.transfer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.TestingRunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.Sha256;
import dev.landfall.model.transfer.ObjectDigests;
import dev.landfall.run.RunFiles;
import dev.landfall.transfer.CopyProof.Compared;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopyProofTest {

    private static final byte[] COMPARISON = "{\"matches\":true}".getBytes(StandardCharsets.UTF_8);
    private static final List<Compared> ANSWERED =
            List.of(new Compared("app", Optional.of(Sha256.hex(COMPARISON))), new Compared("shared", Optional.empty()));

    private final TestingRunStore store = new TestingRunStore();
    private final CopyProof proof = new CopyProof(new RunFiles(store), "one");
    private final String key = new RunLayout("one").database("app").comparison();

    @Test
    void comparisonThatWasAnsweredIsShown() {
        store.write(key, COMPARISON);

        assertThatCode(() -> proof.refuseOthers(ANSWERED)).doesNotThrowAnyException();
    }

    @Test
    void anotherComparisonOrNoneIsNot() {
        assertThatThrownBy(() -> proof.refuseOthers(ANSWERED)).hasMessageStartingWith("OBJECTS_CHANGED [OPERATOR]");

        store.write(key, "{\"matches\":true }".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> proof.refuseOthers(ANSWERED))
                .hasMessageStartingWith("OBJECTS_CHANGED [OPERATOR]")
                .hasMessageContaining(key);
    }

    @Test
    void restoreOfAnotherDumpIsRefused() {
        var dumped = new ObjectDigests("plan", "data", Optional.of("manifest"));

        assertThatCode(() -> CopyProof.refuseOthers(
                        "app", dumped, new ObjectDigests("plan", "data", Optional.of("manifest"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        CopyProof.refuseOthers("app", dumped, new ObjectDigests("plan", "other", Optional.empty())))
                .hasMessageStartingWith("OBJECTS_CHANGED [OPERATOR]")
                .hasMessageContaining("restore of app");
    }

    @Test
    void keysAreNotTheSameTwice() {
        var key = CopyKey.fresh();

        org.assertj.core.api.Assertions.assertThat(key)
                .hasSize(64)
                .matches("[0-9a-f]+")
                .isNotEqualTo(CopyKey.fresh());
    }
}
