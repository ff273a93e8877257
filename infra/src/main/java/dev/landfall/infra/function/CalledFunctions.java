package dev.landfall.infra.function;

import dev.landfall.model.rights.HandlerTable;
import software.amazon.awscdk.services.lambda.IFunction;

/**
 * What the state machines call by a handler's name.
 *
 * @param page the version of ApprovalPage that approvers meet: another one would not show that theirs is awake
 */
public record CalledFunctions(HandlerFunctions functions, IFunction page) {

    public String arn(String handler) {
        return (handler.equals(HandlerTable.APPROVAL_PAGE) ? page : functions.get(handler)).getFunctionArn();
    }
}
