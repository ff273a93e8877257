package dev.landfall.local.output;

import dev.landfall.model.failure.Category;
import dev.landfall.model.failure.Problem;
import java.util.Set;

/** Why a command ended as it did: one exit code for each kind, the same for every verb. */
public enum ExitKind {
    /** What was asked for was done, and its answer is good. */
    DONE(0),
    /** It was done, and the answer is bad: a run FAILED, databases differ, objects were altered. */
    FAILED(1),
    /** The command line was not understood; nothing was begun. */
    USAGE(2),
    /** Something that the command needs is not there or does not work, so there is no answer. */
    ENVIRONMENT(3),
    /** It could be done, and Landfall does not do it as things stand. */
    REFUSED(4),
    /** Landfall itself is wrong. */
    BUG(5);

    /** What a shell adds to the number of the signal that stopped a command. */
    public static final int SIGNAL = 128;

    private static final Set<String> OF_USAGE =
            Set.of("USAGE", "PORT_INVALID", "PORT_NAME_UNKNOWN", "RUN_NAME_INVALID", "DATABASE_URL_NOT_UNDERSTOOD");

    private static final Set<String> OF_REFUSAL = Set.of(
            "CONSENT_MISSING",
            "EXECUTION_EXISTS",
            "FILE_NOT_OURS",
            "FOLDER_NOT_OURS",
            "FOLDER_OPEN_TO_OTHERS",
            "FOLDER_PROTECTED",
            "NOTHING_TO_RESUME",
            "NO_RUN_WAITS",
            "RUN_PAST_SWITCH",
            "SCALE_CHANGE_REFUSED",
            "SOURCE_FROZEN",
            "WORLD_COPIED",
            "WORLD_IN_USE",
            "WORLD_OF_ANOTHER_STRATEGY");

    private final int code;

    ExitKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Of problems that are mistakes in a command line. */
    public static Set<String> codesOfUsage() {
        return OF_USAGE;
    }

    public static Set<String> codesOfRefusal() {
        return OF_REFUSAL;
    }

    /** Of what kept a command from its work. */
    public static ExitKind of(Problem problem) {
        if (OF_USAGE.contains(problem.code())) {
            return USAGE;
        }
        if (OF_REFUSAL.contains(problem.code())) {
            return REFUSED;
        }
        return problem.category() == Category.BUG ? BUG : ENVIRONMENT;
    }
}
