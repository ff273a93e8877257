package dev.landfall.local.command;

import dev.landfall.local.world.LocalWorld;
import java.io.Console;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code world}: what is done to the local world itself. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = "The local world itself.",
        subcommands = {
            WorldCommand.Reset.class,
            WorldCommand.ApplyLiveSettings.class,
            WorldCommand.ApplyBeforeSettings.class
        })
final class WorldCommand {

    /** {@code world reset}. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Deletes the local world; the next command makes a new one.")
    static final class Reset implements Callable<Integer> {

        @Mixin
        private WorldMixin world = new WorldMixin();

        @Option(
                names = {"-y", "--yes"},
                description = "Deletes without asking; needed where no terminal is there to ask on.")
        private boolean yes;

        @Override
        public Integer call() {
            var place = world.home().root();
            if (!Files.exists(place)) {
                System.out.println("There is no world in " + place + ".");
                return 0;
            }
            LocalWorld.checkReset(world.home());
            new Consent(
                            Optional.ofNullable(System.console())
                                    .filter(Console::isTerminal)
                                    .isPresent(),
                            new InputStreamReader(System.in, Charset.defaultCharset()),
                            System.err)
                    .toAsk(yes, "delete the world in " + place);
            var left = LocalWorld.reset(world.home());
            System.out.println("The world in " + place + " is gone.");
            if (!left.isEmpty()) {
                System.out.println("Landfall did not make these, and left them there: " + String.join(", ", left));
            }
            return 0;
        }
    }

    /** {@code world apply-live-settings}. */
    @Command(
            name = "apply-live-settings",
            mixinStandardHelpOptions = true,
            description = "Plays the Terraform command that a cutover waits for: SSO back, workflows on, guards off.")
    static final class ApplyLiveSettings implements Callable<Integer> {

        @Mixin
        private WorldMixin world = new WorldMixin();

        @Override
        public Integer call() {
            LocalWorld.applyLiveSettings(world.home());
            System.out.println("The target has its live settings.");
            return 0;
        }
    }

    /** {@code world apply-before-settings}. */
    @Command(
            name = "apply-before-settings",
            mixinStandardHelpOptions = true,
            description =
                    "Plays the Terraform command with the kit's values from before the cutover, which is given again "
                            + "after a rollback: SSO off, workflows off, guards on.")
    static final class ApplyBeforeSettings implements Callable<Integer> {

        @Mixin
        private WorldMixin world = new WorldMixin();

        @Override
        public Integer call() {
            Consumer<String> says = System.err::println;
            try (var open = LocalWorld.open(world.options(Optional.empty(), Optional.empty()), says)) {
                open.applyBeforeSettings();
            }
            System.out.println("The target has its settings from before the cutover.");
            return 0;
        }
    }
}
