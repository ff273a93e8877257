package dev.landfall.local.command;

import picocli.CommandLine.Option;

/** {@code --json}, the same for every command. */
final class JsonMixin {

    @Option(
            names = "--json",
            description =
                    "Prints exactly one JSON object on standard output, whatever happens; all else goes to standard error.")
    private boolean json;

    boolean isAsked() {
        return json;
    }
}
