package dev.landfall.local.command;

import dev.landfall.local.world.LocalWorld;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code world}: what is done to the local world itself. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = "The local world itself.",
        subcommands = {WorldCommand.Reset.class, WorldCommand.ApplyLiveSettings.class})
final class WorldCommand {

    /** {@code world reset}. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Deletes the local world; the next command makes a new one.")
    static final class Reset implements Callable<Integer> {

        @Mixin
        private WorldMixin world = new WorldMixin();

        @Override
        public Integer call() {
            LocalWorld.reset(world.home());
            System.out.println("The world in " + world.home().root() + " is gone.");
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
}
