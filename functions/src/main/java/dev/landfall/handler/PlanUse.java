package dev.landfall.handler;

/** How a function comes by the plan that it works by. */
public enum PlanUse {
    /**
     * From the run's folder, where its digest must be the one that the state machine carries: whoever alters the plan
     * there stops every state that goes on.
     */
    SEALED,

    /**
     * Whole, from the state machine's own state, which nobody can alter by writing to the run store: the way back, and
     * what stops and tells, must not depend on a file.
     */
    CARRIED,

    /** It opens a run or closes one, and finds the plan itself. */
    NONE
}
