package dev.landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private final Rules rules = Rules.shipped();

    @ParameterizedTest
    @CsvSource({
        "ENCRYPTION_KEY, CRITICAL",
        "ENCRYPTION_KEY_OLD, CRITICAL",
        "USE_GCM_ENCRYPTION, CRITICAL",
        "JWT_SECRET, CRITICAL",
        "CLIENT_SECRET, HOLD",
        "CUSTOM_OAUTH2_SSO_SCOPES, HOLD",
        "TRIGGER_SAML_LOGIN_AUTOMATICALLY, HOLD",
        "DISABLE_USER_PASS_LOGIN, HOLD",
        "POSTGRES_PASSWORD, REPLACED",
        "DB_CONNECTOR_HOST, REPLACED",
        "RETOOLDB_POSTGRES_HOST, REPLACED",
        "RR_DEFAULT_S3_BUCKET, TRANSFORM",
        "WORKFLOW_TEMPORAL_TLS_KEY, DECIDE",
        "DBNAME_VISIBILITY, DROP",
        "STATSD_HOST, DROP",
        "DISABLE_PUBLIC_PAGES, CARRY",
        "RETOOL_EXPOSED_API_KEY, CARRY",
        "DBCONNECTOR_QUERY_TIMEOUT_MS, CARRY",
        "HTTPS_PROXY, CARRY"
    })
    void firstRuleThatMatchesDecides(String name, SettingClass expected) {
        assertThat(rules.of(name).orElseThrow().settingClass()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ACME_SWITCH", "MY_ENCRYPTION_KEY", "POSTGRESQL"})
    void otherNamesAreUnknown(String name) {
        assertThat(rules.of(name)).isEmpty();
    }

    /** A name without a source is somebody's memory, and one that a rule knows is not read here. */
    @Test
    void documentedNamesHaveTheirSourceAndAreNotRulesAlready() {
        assertThat(Rules.documented()).isNotEmpty().allSatisfy(name -> {
            assertThat(name.source()).startsWith("https://");
            assertThat(rules.all().stream().filter(rule -> rule.matches(name.name())))
                    .as(name.name())
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "HOST_HEADER_NAME, CARRY",
        "RESOURCE_TYPES_DENY_LIST, CARRY",
        "JAVA_DB_CONNECTOR_HOST, REPLACED",
        "DB_SSH_CONNECTOR_PORT, REPLACED",
        "SERVICE_DISCOVERY_NAMESPACE, DROP",
        "CUSTOM_LOGOUT_REDIRECT, HOLD"
    })
    void documentedNamesAreKnown(String name, SettingClass expected) {
        assertThat(rules.of(name).orElseThrow().settingClass()).isEqualTo(expected);
    }
}
