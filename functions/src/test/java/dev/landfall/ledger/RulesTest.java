package dev.landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
}
