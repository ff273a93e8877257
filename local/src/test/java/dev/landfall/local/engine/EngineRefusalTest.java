package dev.landfall.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.local.engine.definition.DefinitionReader;
import dev.landfall.local.engine.definition.Reading;
import dev.landfall.local.engine.definition.Refusal;
import dev.landfall.model.failure.OperatorException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineRefusalTest {

    private static List<Refusal> refusals(String definition) {
        return DefinitionReader.read(definition.replace('\'', '"')) instanceof Reading.Refused(var all)
                ? all
                : List.of();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            InputPath                 | 'Type':'Pass','InputPath':'$.a'
            Parameters                | 'Type':'Pass','Parameters':{}
            ResultPath                | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','ResultPath':'$'
            SecondsPath               | 'Type':'Wait','Seconds':1,'SecondsPath':'$'
            QueryLanguage             | 'Type':'Pass','QueryLanguage':'JSONPath'
            Credentials               | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Credentials':{}
            Resource                  | 'Type':'Task'
            Resource                  | 'Type':'Task','Resource':'arn:aws:states:eu-west-1:1:activity:x'
            HeartbeatSeconds          | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':9,'HeartbeatSeconds':9
            TimeoutSeconds            | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':0
            TimeoutSeconds            | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','TimeoutSeconds':'9'
            Type                      | 'Type':'Branch'
            Next                      | 'Type':'Pass','Next':'Nowhere'
            End                       | 'Type':'Succeed','Next':'X'
            Assign                    | 'Type':'Pass','Assign':'x'
            Assign/states             | 'Type':'Pass','Assign':{'states':1}
            Assign/2x                 | 'Type':'Pass','Assign':{'2x':1}
            Output/a[0]               | 'Type':'Pass','Output':{'a':['{% $x( %}']}
            Output                    | 'Type':'Pass','Output':'{% %}'
            Output                    | 'Type':'Pass','Output':'{% $eval(1) %}'
            Output                    | 'Type':'Pass','Output':'{% $states.result %}'
            Output                    | 'Type':'Pass','Output':'{% $states.errorOutput.Error %}'
            Arguments                 | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':'{% $states.result %}'
            Retry[0].ErrorEquals      | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{}]
            Retry[0].ErrorEquals      | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':['States.ALL','X']}]
            Catch[0].ErrorEquals      | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Catch':[{'ErrorEquals':['States.ALL'],'Next':'S'},{'ErrorEquals':['X'],'Next':'S'}]
            Catch[0].Next             | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Catch':[{'ErrorEquals':['X']}]
            Retry[0].JitterStrategy   | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':['X'],'JitterStrategy':'SOME'}]
            Retry[0].BackoffRate      | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':['X'],'BackoffRate':0.5}]
            Retry[0].MaxDelaySeconds  | 'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Retry':[{'ErrorEquals':['X'],'MaxDelaySeconds':31622400}]
            Retry                     | 'Type':'Pass','Retry':[]
            Choices                   | 'Type':'Choice','Default':'S'
            Choices[0].Condition      | 'Type':'Choice','Choices':[{'Next':'S'}]
            Choices[0].Variable       | 'Type':'Choice','Choices':[{'Condition':true,'Variable':'$.a','Next':'S'}]
            Seconds                   | 'Type':'Wait'
            Seconds                   | 'Type':'Wait','Seconds':-1
            Timestamp                 | 'Type':'Wait','Timestamp':'tomorrow'
            Branches                  | 'Type':'Parallel','Branches':[]
            ItemProcessor             | 'Type':'Map'
            ItemReader                | 'Type':'Map','ItemReader':{},'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}
            ResultWriter              | 'Type':'Map','ResultWriter':{},'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}
            ToleratedFailureCount     | 'Type':'Map','ToleratedFailureCount':1,'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}
            ItemProcessor.ProcessorConfig.Mode | 'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED'},'StartAt':'I','States':{'I':{'Type':'Succeed'}}}
            """)
    void whatIsNotSupportedIsRefusedWithItsStateAndField(String field, String body) {
        var ends = body.contains("'Next':'Nowhere'")
                        || body.contains("Succeed','Next")
                        || body.startsWith("'Type':'Choice'")
                ? ""
                : ",'End':true";
        var all = refusals("{'QueryLanguage':'JSONata','StartAt':'X','States':{'X':{" + body + ends
                + "},'S':{'Type':'Succeed'}}}");
        assertThat(all).anySatisfy(refusal -> {
            assertThat(refusal.state()).isEqualTo("X");
            assertThat(refusal.field()).isEqualTo(field.equals("End") ? "Next" : field);
            assertThat(refusal.text()).contains("state 'X'").contains("/States/X");
        });
    }

    @Test
    void everyReasonIsToldAtOnce() {
        var all = refusals("{'StartAt':'Nowhere','Extra':1,'States':{'A':{'Type':'Pass','QueryLanguage':'JSONata',"
                + "'OutputPath':'$','Next':'B'},'B':{'Type':'Pass','End':true}}}");
        assertThat(all)
                .extracting(refusal -> refusal.state() + "/" + refusal.field())
                .containsExactlyInAnyOrder("/Extra", "A/OutputPath", "B/QueryLanguage", "/StartAt");
    }

    @Test
    void aStateThatNothingLeadsToIsRefused() {
        assertThat(refusals(World.machine("A", "'A':{'Type':'Succeed'},'B':{'Type':'Succeed'}")))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.state()).isEqualTo("B"));
    }

    @Test
    void aMachineThatCannotEndIsRefused() {
        assertThat(refusals(World.machine("A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'}")))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("ends the execution"));
    }

    @Test
    void anInnerStateMustNotAssignAnOuterVariable() {
        var all = refusals(World.machine(
                "A",
                "'A':{'Type':'Pass','Assign':{'x':1},'Next':'P'},'P':{'Type':'Parallel','Branches':[{'StartAt':'I',"
                        + "'States':{'I':{'Type':'Pass','Assign':{'x':2},'End':true}}}],'End':true}"));
        assertThat(all).singleElement().satisfies(refusal -> {
            assertThat(refusal.state()).isEqualTo("I");
            assertThat(refusal.field()).isEqualTo("Assign/x");
        });
    }

    @Test
    void textThatIsNotJsonIsRefusedWithLineAndColumn() {
        assertThat(refusals("{\n  'StartAt' 1}"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.path()).startsWith("line 2"));
    }

    @Test
    void loadingARefusedDefinitionThrowsItsReasons() {
        assertThatThrownBy(() -> StateMachine.load("m", "{}"))
                .isInstanceOf(OperatorException.class)
                .hasMessageContaining("DEFINITION_REFUSED")
                .hasMessageContaining("StartAt");
    }
}
