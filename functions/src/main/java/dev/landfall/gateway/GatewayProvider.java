package dev.landfall.gateway;

import java.util.Map;

/** Makes the gateways of the place Landfall runs in; found by {@link java.util.ServiceLoader}. */
public interface GatewayProvider {

    /** The gateways as the function's environment variables describe them. */
    Gateways gateways(Map<String, String> environment);
}
