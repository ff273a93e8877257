package dev.landfall.local;

import dev.landfall.local.command.LandfallCommand;

/** The operator's command. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(LandfallCommand.run(arguments));
    }
}
