package dev.landfall.model.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.model.Json;
import dev.landfall.model.rights.ResourceNames.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAccessTest {

    private static final Place PLACE = new Place("aws", "eu-west-1", "111122223333");

    @Test
    void nothingIsGrantedThatIsNotNamed() {
        var names = ResourceNames.configured(landfall("{}"));

        assertThat(names.arns(AwsResource.SECRETS, PLACE)).isEmpty();
        assertThat(names.arns(AwsResource.DATABASE_SECRETS, PLACE)).isEmpty();
        assertThat(names.arns(AwsResource.PARAMETERS, PLACE)).isEmpty();
        assertThat(names.arns(AwsResource.ENVIRONMENT_FILES, PLACE)).isEmpty();
        assertThat(names.arns(AwsResource.SCHEDULE_ROLES, PLACE)).isEmpty();
    }

    @Test
    void aSecretIsGrantedWithTheCharactersThatAreAddedToItsNameAndWithoutThem() {
        var names = ResourceNames.configured(landfall("""
                {"secrets": ["retool/jwt"], "databaseSecrets": ["rds!db-1"]}"""));

        assertThat(names.arns(AwsResource.SECRETS, PLACE))
                .containsExactly(
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool/jwt",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool/jwt-??????",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1",
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-??????");
        assertThat(names.arns(AwsResource.DATABASE_SECRETS, PLACE))
                .as("the mover's task reads passwords of databases only")
                .noneMatch(arn -> arn.contains("jwt"));
    }

    @Test
    void rolesOfSchedulesKeepTheirPath() {
        var names = ResourceNames.configured(landfall("""
                {"scheduleRoles": ["arn:aws:iam::111122223333:role/service-role/starts-retool"]}"""));

        assertThat(names.arns(AwsResource.SCHEDULE_ROLES, PLACE))
                .containsExactly("arn:aws:iam::111122223333:role/service-role/starts-retool");
    }

    @Test
    void everythingOfAKindIsKnownByName() {
        assertThat(SourceAccess.of(landfall("""
                        {"secrets": ["*"], "parameters": ["/a", "*"], "environmentFiles": ["b/c.env"]}""")).everything())
                .containsExactly("deployment.access.secrets", "deployment.access.parameters");
    }

    @Test
    void whatIsUsedAndNotNamedIsTold() {
        var granted = SourceAccess.of(landfall("""
                {"secrets": ["retool/jwt"], "databaseSecrets": ["retool/db-AbCdEf"], "parameters": ["/retool/license"]}"""));
        var used = new SourceAccess(
                List.of("retool/jwt-XyZ123", "retool/smtp"),
                List.of("retool/db"),
                List.of("retool/license", "/retool/other"),
                List.of("settings/retool.env"),
                List.of());

        assertThat(granted.lacking(used).all()).containsExactly("retool/smtp", "/retool/other", "settings/retool.env");
        assertThat(granted.and(granted.lacking(used)).lacking(used).isEmpty()).isTrue();
    }

    @Test
    void aReferenceToOneKeyOfASecretIsToThatSecret() {
        assertThat(SourceAccess.secretName(
                        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:retool/jwt-AbCdEf:jwt::"))
                .contains("retool/jwt-AbCdEf");
        assertThat(SourceAccess.secretName("/retool/license")).isEmpty();
    }

    private static JsonNode landfall(String access) {
        try {
            return Json.MAPPER.readTree("{\"deployment\": {\"access\": " + access + "}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
