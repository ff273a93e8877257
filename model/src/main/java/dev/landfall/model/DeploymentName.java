package dev.landfall.model;

import java.util.Optional;

/**
 * What a deployment calls everything whose name counts in the whole account and region, so that several can stand there.
 * The default one calls it {@code landfall-…}, another one {@code NAME-landfall-…}. No name may hold {@code landfall} as a
 * part of its own, so no prefix is the beginning of another.
 *
 * @param value {@code deployment.name} of {@code landfall.json}
 */
public record DeploymentName(String value) {

    /** What tells a function its deployment's name. */
    public static final String VARIABLE = "LANDFALL_DEPLOYMENT";

    private static final String PRODUCT = "landfall";

    /** The one of a {@code landfall.json} that gives no name. */
    public static final DeploymentName DEFAULT = new DeploymentName(PRODUCT);

    private static final DeploymentName HERE =
            of(Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank()));

    /** The default one where nothing is given. */
    public static DeploymentName of(Optional<String> given) {
        return given.map(DeploymentName::new).orElse(DEFAULT);
    }

    /** Of the deployment that this process belongs to; the default one on a laptop. */
    public static DeploymentName here() {
        return HERE;
    }

    /** What every name begins with, without the separator. */
    public String prefix() {
        return isDefault() ? PRODUCT : value + "-" + PRODUCT;
    }

    /** A name such as {@code landfall-migrate}. */
    public String named(String rest) {
        return prefix() + "-" + rest;
    }

    /** A path such as {@code landfall/kit/jwt-secret}. */
    public String path(String rest) {
        return prefix() + "/" + rest;
    }

    /** A stack's name, such as {@code LandfallPipeline}. */
    public String stack(String rest) {
        return (isDefault() ? "" : value + "-") + "Landfall" + rest;
    }

    /** Whether it is the one that names nothing beside the product. */
    public boolean isDefault() {
        return value.equals(PRODUCT);
    }
}
