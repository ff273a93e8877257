package dev.landfall.local.command;

import dev.landfall.local.output.ExitKind;
import dev.landfall.local.world.LocalWorld;
import java.io.Console;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** What {@code --json} prints; {@code left} is what a reset found and did not delete. */
    private record Said(String world, String said, List<String> left) {}

    private static void say(JsonMixin json, Path world, String text, List<String> left) {
        if (json.isAsked()) {
            RunCommand.print(new Said(world.toString(), text, left));
        } else {
            System.out.println(text);
        }
    }

    /** {@code world reset}. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Deletes the local world; the next command makes a new one.")
    static final class Reset implements Callable<Integer> {

        @Mixin
        private HomeMixin world = new HomeMixin();

        @Mixin
        private JsonMixin json = new JsonMixin();

        @Option(
                names = {"-y", "--yes"},
                description = "Deletes without asking; needed where no terminal is there to ask on.")
        private boolean yes;

        @Override
        public Integer call() {
            var place = world.home().root();
            if (!Files.exists(place)) {
                say(json, place, "There is no world in " + place + ".", List.of());
                return ExitKind.DONE.code();
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
            say(
                    json,
                    place,
                    "The world in " + place + " is gone."
                            + (left.isEmpty()
                                    ? ""
                                    : " Landfall did not make these, and left them there: " + String.join(", ", left)),
                    left);
            return ExitKind.DONE.code();
        }
    }

    /** {@code world apply-live-settings}. */
    @Command(
            name = "apply-live-settings",
            mixinStandardHelpOptions = true,
            description = "Plays the Terraform command that a cutover waits for: SSO back, workflows on, guards off.")
    static final class ApplyLiveSettings implements Callable<Integer> {

        @Mixin
        private HomeMixin world = new HomeMixin();

        @Mixin
        private JsonMixin json = new JsonMixin();

        @Override
        public Integer call() {
            LocalWorld.applyLiveSettings(world.home());
            say(json, world.home().root(), "The target has its live settings.", List.of());
            return ExitKind.DONE.code();
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

        @Mixin
        private JsonMixin json = new JsonMixin();

        @Mixin
        private OpenedWorldMixin opened = new OpenedWorldMixin();

        @Override
        public Integer call() {
            Consumer<String> says = System.err::println;
            try (var open = LocalWorld.open(opened.options(world, Optional.empty(), Optional.empty()), says)) {
                open.applyBeforeSettings();
            }
            say(json, world.home().root(), "The target has its settings from before the cutover.", List.of());
            return ExitKind.DONE.code();
        }
    }
}
