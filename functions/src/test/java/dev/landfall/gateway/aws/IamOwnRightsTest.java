package dev.landfall.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gateway.OwnRights.Denial;
import dev.landfall.model.failure.StillWaitingException;
import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Grant;
import dev.landfall.model.rights.ResourceNames;
import dev.landfall.model.rights.StoreObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** IAM's answers as its API reference shows them; no emulator at hand simulates policies. */
class IamOwnRightsTest {

    private static final String SERVICE = "arn:aws:ecs:us-east-1:123456789012:service/retool/";
    private static final Grant SCALE = new Grant("ecs:UpdateService", AwsResource.SOURCE_SERVICES);
    private static final Grant LOOK = new Grant("ecs:DescribeServices", AwsResource.SOURCE_SERVICES);

    private static final ResourceNames NAMES = new ResourceNames(
            Map.of("sourceCluster", List.of("retool"), "service", List.of("main", "jobs"), "bucket", List.of("runs")));

    private final CannedAws aws = new CannedAws().then(200, """
            <GetCallerIdentityResponse><GetCallerIdentityResult>\
            <Arn>arn:aws:sts::123456789012:assumed-role/landfall-FreezeRole/landfall-Freeze</Arn>\
            <UserId>AROA:landfall-Freeze</UserId><Account>123456789012</Account></GetCallerIdentityResult>\
            </GetCallerIdentityResponse>""");

    private final IamOwnRights rights = new IamOwnRights(aws.connection(), NAMES);

    @Test
    void decisionOnEachResourceCounts() {
        aws.then(
                200,
                answer("<member><EvalActionName>ecs:UpdateService</EvalActionName>"
                        + "<EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>"
                        + resource("main", "allowed", "") + resource("jobs", "implicitDeny", "")
                        + "</ResourceSpecificResults></member>"
                        + "<member><EvalActionName>ecs:DescribeServices</EvalActionName>"
                        + "<EvalDecision>allowed</EvalDecision></member>"));

        var found = rights.denied(List.of(LOOK, SCALE));

        assertThat(found.denied()).containsExactly(new Denial(SCALE, SERVICE + "jobs", Optional.empty()));
        assertThat(found.unclear()).isEmpty();
        assertThat(aws.asked().getLast())
                .contains("Action=SimulatePrincipalPolicy")
                .contains("PolicySourceArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Flandfall-FreezeRole")
                .contains("ActionNames.member.2=ecs%3AUpdateService")
                .contains("ResourceArns.member.2="
                        + (SERVICE + "jobs").replace(":", "%3A").replace("/", "%2F"));
    }

    /** Each object has a pattern of its own, and all functions ask at once. */
    @Test
    void objectsOfTheRunStoreAreOneQuestion() {
        aws.then(
                200,
                answer("<member><EvalActionName>s3:PutObject</EvalActionName>"
                        + "<EvalDecision>allowed</EvalDecision></member>"));

        rights.denied(List.of(
                new Grant("s3:PutObject", StoreObject.REPORT), new Grant("s3:PutObject", StoreObject.REPORT_PAGE)));

        assertThat(aws.asked()).hasSize(2);
        assertThat(aws.asked().getLast())
                .contains("ResourceArns.member.1=arn%3Aaws%3As3%3A%3A%3Aruns%2Fruns%2Flandfall-check%2Freport.json")
                .contains("ResourceArns.member.2=arn%3Aaws%3As3%3A%3A%3Aruns%2Fruns%2Flandfall-check%2Freport.html");
    }

    /** As IAM answered before it gathered the resources below an action. */
    @Test
    void decisionOnOneResourceOfAnAnswerOfOldCounts() {
        aws.then(200, answer(old("main", "allowed") + old("jobs", "explicitDeny")));

        assertThat(rights.denied(List.of(SCALE)).denied())
                .containsExactly(new Denial(SCALE, SERVICE + "jobs", Optional.of("policy that denies it")));
    }

    @Test
    void boundaryThatTakesTheRightAwayIsNamed() {
        aws.then(
                200,
                answer("<member><EvalActionName>ecs:UpdateService</EvalActionName>"
                        + "<EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>"
                        + resource(
                                "main",
                                "implicitDeny",
                                "<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false"
                                        + "</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>")
                        + "</ResourceSpecificResults></member>"));

        assertThat(rights.denied(List.of(SCALE)).denied())
                .extracting(Denial::by)
                .containsExactly(Optional.of("permissions boundary"));
    }

    @Test
    void decisionThatHangsOnWhatNobodyKnowsIsUnclear() {
        aws.then(
                200,
                answer("<member><EvalActionName>ecs:UpdateService</EvalActionName>"
                        + "<EvalDecision>implicitDeny</EvalDecision><ResourceSpecificResults>"
                        + resource(
                                "main",
                                "implicitDeny",
                                "<MissingContextValues><member>aws:SourceVpc</member></MissingContextValues>")
                        + "</ResourceSpecificResults></member>"));

        var found = rights.denied(List.of(SCALE));

        assertThat(found.denied()).isEmpty();
        assertThat(found.unclear())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).contains("aws:SourceVpc"));
    }

    @Test
    void roleIsPassedToItsServiceInTheContext() {
        aws.then(
                200,
                answer("<member><EvalActionName>iam:PassRole</EvalActionName>"
                        + "<EvalDecision>allowed</EvalDecision></member>"));

        rights.denied(List.of(Grant.passing(AwsResource.ROLES, "scheduler.amazonaws.com")));

        assertThat(aws.asked().getLast())
                .contains("ContextKeyName=iam%3APassedToService")
                .contains("ContextKeyValues.member.1=scheduler.amazonaws.com")
                .contains("role%2Flandfall-check");
    }

    /** IAM takes some actions only apart from others. */
    @Test
    void actionsThatIamDoesNotTakeTogetherAreAskedAboutApart() {
        aws.then(400, error("InvalidInput", "They require different authorization information."))
                .then(
                        200,
                        answer("<member><EvalActionName>ecs:DescribeServices</EvalActionName>"
                                + "<EvalDecision>allowed</EvalDecision></member>"))
                .then(400, error("InvalidInput", "No such action."));

        var found = rights.denied(List.of(LOOK, SCALE));

        assertThat(found.denied()).isEmpty();
        assertThat(found.unclear()).singleElement().satisfies(each -> {
            assertThat(each.grant()).isEqualTo(SCALE);
            assertThat(each.why()).contains("No such action.");
        });
    }

    @Test
    void nameThatTheFunctionDoesNotKnowIsNotTakenForAResource() {
        var found = rights.denied(List.of(new Grant("eks:DescribeCluster", AwsResource.TARGET_CLUSTER)));

        assertThat(found.unclear())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).contains("{targetCluster}"));
        assertThat(aws.asked()).hasSize(1);
    }

    @Test
    void laterPagesAreRead() {
        aws.then(200, """
                        <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults/>\
                        <IsTruncated>true</IsTruncated><Marker>more</Marker></SimulatePrincipalPolicyResult>\
                        </SimulatePrincipalPolicyResponse>""").then(200, answer(old("main", "implicitDeny")));

        assertThat(rights.denied(List.of(SCALE)).denied()).hasSize(1);
        assertThat(aws.asked().getLast()).contains("Marker=more");
    }

    @Test
    void simulatorThatIsAskedTooMuchIsAskedAgainAndMayPassLater() {
        aws.then(400, error("Throttling", "Rate exceeded"));

        assertThatThrownBy(() -> rights.denied(List.of(SCALE)))
                .isInstanceOf(StillWaitingException.class)
                .hasMessageContaining("AWS_BUSY");
        assertThat(aws.asked()).hasSize(1 + 5);
    }

    private static String old(String service, String decision) {
        return "<member><EvalActionName>ecs:UpdateService</EvalActionName><EvalResourceName>" + SERVICE + service
                + "</EvalResourceName><EvalDecision>" + decision + "</EvalDecision></member>";
    }

    private static String resource(String service, String decision, String more) {
        return "<member><EvalResourceName>" + SERVICE + service + "</EvalResourceName><EvalResourceDecision>" + decision
                + "</EvalResourceDecision>" + more + "</member>";
    }

    private static String answer(String results) {
        return "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>" + results
                + "</EvaluationResults><IsTruncated>false</IsTruncated></SimulatePrincipalPolicyResult>"
                + "</SimulatePrincipalPolicyResponse>";
    }

    private static String error(String code, String message) {
        return "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></ErrorResponse>";
    }
}
