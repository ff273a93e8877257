package dev.landfall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.local.world.LocalWorld;
import dev.landfall.model.Json;
import dev.landfall.testing.KitTools;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Terraform's own parser accepts the kit of every sample, and its formatter would change nothing. */
@NeedsTier(Tier.KIT)
class SampleKitIT {

    private static final String RUN = "capture-20261120-120000";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void terraformReadsTheKitAndWouldFormatItNoOtherWay(Sample sample) throws IOException, InterruptedException {
        var run = new SampleRun(sample, folder);
        run.run(
                LocalWorld.machine(
                        Path.of(System.getProperty("landfall.root", "")).toAbsolutePath(), "capture"),
                RUN);
        var files = new TreeMap<String, String>();
        for (var name :
                new String[] {"main.tf", "providers.tf", "variables.tf", "live.tfvars", "import/imported.auto.tfvars"
                }) {
            files.put(name, Files.readString(run.store().folder().resolve("runs/" + RUN + "/kit/" + name)));
        }

        var answers = Json.MAPPER.readTree(KitTools.hcl(Json.MAPPER.writeValueAsString(files)));

        files.forEach((name, text) -> {
            assertThat(answers.path(name).path("refused").asText()).as(name).isEmpty();
            assertThat(answers.path(name).path("formatted").asText()).as(name).isEqualTo(text);
        });
        assertThat(answers.at("/main.tf/meaning/module").fieldNames())
                .toIterable()
                .contains("eks", "retool", "user-ingress");
    }
}
