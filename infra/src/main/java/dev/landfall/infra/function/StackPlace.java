package dev.landfall.infra.function;

import dev.landfall.model.rights.ResourceNames;
import software.amazon.awscdk.Stack;

/** Where a stack's resources are: tokens that CloudFormation fills in. */
public final class StackPlace {

    private StackPlace() {}

    public static ResourceNames.Place of(Stack stack) {
        return new ResourceNames.Place(stack.getPartition(), stack.getRegion(), stack.getAccount());
    }
}
