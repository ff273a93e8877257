package dev.landfall.local.command;

import dev.landfall.model.failure.Problem;

/** Refuses an option that means nothing where the command works: {@code USAGE}. */
final class OtherPlace {

    private OtherPlace() {}

    /** With {@code --aws}. */
    static void refuse(String option, boolean given) {
        if (given) {
            throw Problem.operator(
                            "USAGE",
                            option + " is of the local world, and --aws works on the deployed Landfall.",
                            "Leave one of them out.")
                    .asException();
        }
    }

    /** Without {@code --aws}. */
    static void needsAws(String option, boolean given) {
        if (given) {
            throw Problem.operator("USAGE", option + " goes with --aws only.", "Add --aws, or leave it out.")
                    .asException();
        }
    }
}
