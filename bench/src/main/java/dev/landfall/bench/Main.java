package dev.landfall.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench as a program: {@code bench [options]}. */
@Command(name = "landfall", subcommands = BenchCommand.class)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
