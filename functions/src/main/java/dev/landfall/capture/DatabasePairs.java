package dev.landfall.capture;

import dev.landfall.capture.Capture.CapturedDatabase;
import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.SettingSource;
import dev.landfall.model.DeploymentName;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases that are moved: {@code app} always, {@code retooldb} where both sides have it. Read from the main
 * backend of each side.
 */
record DatabasePairs(SecretVault vault, SettingValues values, Optional<Configuration.Database> decided) {

    /** A container or deployment and its settings. */
    record Side(String where, Map<String, SettingSource> settings) {}

    List<CapturedDatabase> of(Side source, Side target) {
        var pairs = new ArrayList<CapturedDatabase>();
        pairs.add(pair("app", "POSTGRES", source, target));
        var there = settings("retooldb", "RETOOLDB_POSTGRES", "source", source).present();
        var here = settings("retooldb", "RETOOLDB_POSTGRES", "target", target).present();
        if (there != here) {
            throw Problem.operator(
                            "RETOOLDB_ON_ONE_SIDE",
                            "RETOOLDB_POSTGRES_HOST is set on the " + (there ? "source" : "target") + " and not on the "
                                    + (there ? "target" : "source") + ".",
                            there
                                            && decided.flatMap(Configuration.Database::strategy)
                                                    .filter("shared"::equals)
                                                    .isPresent()
                                    ? "Apply the release with the kit's values: with the strategy shared the target works in the source's Retool Database."
                                    : there
                                            ? "Give the target a Retool Database of its own, so that it can be carried across."
                                            : "Remove it from the target, or set it on the source where it is in use.")
                    .asException();
        }
        if (there) {
            pairs.add(pair("retooldb", "RETOOLDB_POSTGRES", source, target));
        }
        return List.copyOf(pairs);
    }

    private CapturedDatabase pair(String name, String prefix, Side source, Side target) {
        return new CapturedDatabase(
                name,
                settings(name, prefix, "source", source).address(decided, password -> sourcePassword(name, password)),
                settings(name, prefix, "target", target).address(decided, password -> targetPassword(name, password)),
                settings(name, prefix, "target", target).usesTls());
    }

    private DatabaseSettings settings(String name, String prefix, String side, Side at) {
        return new DatabaseSettings(name, prefix, side, at.where(), at.settings(), values);
    }

    /** The mover reads files and Secrets Manager; anything else is kept as one of these. */
    private String sourcePassword(String name, SettingSource password) {
        if (password instanceof SettingSource.Reference(String reference) && moverReads(reference)) {
            return reference;
        }
        return vault.keep(DeploymentName.here().path("source/" + name), values.value(password));
    }

    private static boolean moverReads(String reference) {
        return reference.startsWith("file:") || reference.contains(":secretsmanager:");
    }

    private static String targetPassword(String name, SettingSource password) {
        if (password instanceof SettingSource.Reference(String reference)
                && reference.startsWith(SettingValues.KUBERNETES)) {
            return reference;
        }
        throw Problem.operator(
                        "TARGET_PASSWORD_NOT_IN_SECRET",
                        "The target's password of the database " + name + " does not come from a Kubernetes secret.",
                        "Let the release read it from one, as the chart does with config.postgresql.passwordSecretName.")
                .asException();
    }
}
