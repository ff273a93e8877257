package dev.landfall.local.command;

import picocli.CommandLine.Option;

/** {@code --yes} of a command that asks nothing itself: the script that starts it may have to install something first. */
final class InstallMixin {

    @Option(
            names = {"-y", "--yes"},
            description = "Installs what is missing on this machine without asking.")
    @SuppressWarnings("UnusedVariable")
    private boolean yes;
}
