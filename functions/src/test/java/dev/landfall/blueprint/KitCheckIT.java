package dev.landfall.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.KitTools;
import dev.landfall.testing.NeedsTier;
import dev.landfall.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code testing/helm/check_kit.py}, which anybody with the chart can run, finds what is doubled, shadowed and lost. */
@NeedsTier(Tier.KIT)
class KitCheckIT {

    @TempDir
    Path folder;

    @BeforeEach
    void chartWithOnePodAndAKit() throws IOException {
        var templates = Files.createDirectories(folder.resolve("chart/templates"));
        Files.writeString(folder.resolve("chart/Chart.yaml"), "apiVersion: v2\nname: retool\nversion: 6.11.21\n");
        Files.writeString(folder.resolve("chart/values.yaml"), "google: true\nenvFrom: true\n");
        Files.writeString(templates.resolve("deployment.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: retool
                spec:
                  template:
                    spec:
                      containers:
                      - name: retool
                        env:
                        - name: SERVICE_TYPE
                          value: MAIN_BACKEND
                        - name: DBCONNECTOR_QUERY_TIMEOUT_MS
                          value: "120000"
                        {{- if .Values.google }}
                        - name: CLIENT_ID
                          value: ""
                        {{- end }}
                        {{- with .Values.environmentVariables }}
                        {{- toYaml . | nindent 8 }}
                        {{- end }}
                        {{- if .Values.envFrom }}
                        envFrom:
                        - secretRef:
                            name: extra-env-vars
                        {{- end }}
                """);
        Files.createDirectories(folder.resolve("kit"));
        Files.writeString(folder.resolve("kit/live.tfvars"), "workflows_enabled = true\n");
        Files.writeString(folder.resolve("ledger.json"), """
                {"lines": [
                  {"setting": "CLIENT_ID", "settingClass": "HOLD", "lengthBytes": 9, "place": "values after the cutover"},
                  {"setting": "SMTP_HOST", "settingClass": "CARRY", "lengthBytes": 9, "place": "extra-env-vars"}]}
                """);
    }

    @Test
    void soundKitPasses() throws IOException, InterruptedException {
        kit("google: false\n");

        assertThat(check())
                .startsWith("0\n")
                .contains("before  retool", "after   retool")
                .doesNotContain("[");
    }

    @Test
    void shadowedDoubledAndLostAreNamed() throws IOException, InterruptedException {
        kit("environmentVariables:\n- name: DBCONNECTOR_QUERY_TIMEOUT_MS\n  value: \"1\"\n");

        assertThat(check())
                .startsWith("1\n")
                .contains("doubled ['DBCONNECTOR_QUERY_TIMEOUT_MS']", "shadowed ['CLIENT_ID']");

        kit("google: false\nenvFrom: false\n");
        assertThat(check()).startsWith("1\n").contains("lost ['SMTP_HOST']", "lost ['CLIENT_ID', 'SMTP_HOST']");
    }

    private void kit(String values) throws IOException {
        for (var phase : new String[] {"before", "after"}) {
            Files.writeString(folder.resolve("kit/values-" + phase + ".yaml"), values);
        }
    }

    private String check() throws IOException, InterruptedException {
        return KitTools.check(folder.resolve("chart"), folder.resolve("kit"), folder.resolve("ledger.json"));
    }
}
