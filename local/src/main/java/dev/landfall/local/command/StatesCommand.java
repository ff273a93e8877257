package dev.landfall.local.command;

import picocli.CommandLine.Command;

/** {@code states}: the state-machine engine by itself. */
@Command(
        name = "states",
        mixinStandardHelpOptions = true,
        description = "The state-machine engine by itself.",
        subcommands = {StatesRun.class, StatesTest.class, StatesExpand.class})
final class StatesCommand {}
