package dev.landfall.run;

import dev.landfall.gateway.RunStore;
import dev.landfall.model.RunLayout;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.rights.SourceAccess;

/** What the deployment was told to grant: it stands in the deployed file, and is no part of a run's plan. */
public final class DeployedAccess {

    private DeployedAccess() {}

    /** Nothing where no configuration was deployed. */
    public static SourceAccess read(RunStore store) {
        return store.read(RunLayout.CONFIGURATION)
                .map(bytes -> SourceAccess.of(ConfigurationText.checked(bytes)))
                .orElse(SourceAccess.NONE);
    }
}
