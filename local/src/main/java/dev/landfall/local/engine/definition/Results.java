package dev.landfall.local.engine.definition;

import java.util.Optional;

/** What a state, a branch of a choice or a catcher leaves behind: its variables and its output. */
public record Results(Optional<Template.Members> assign, Optional<Template> output) {

    public static final Results NONE = new Results(Optional.empty(), Optional.empty());
}
