package dev.landfall.local.sample;

import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySecretVault;
import java.util.List;
import java.util.Map;

/** A source that is known by its description alone. */
public interface DescribedSource {

    /** For people and folders. */
    String word();

    /** What users type, as far as the description tells. */
    String domain();

    List<SourceService> services(InMemorySecretVault vault);

    Map<String, ServiceDetail> details(InMemorySecretVault vault);

    /** The vault as handlers see it: what a description refers to may not be readable. */
    SecretVault read(InMemorySecretVault vault);

    /** Whether something is known of its database server and load balancer. */
    boolean hasSurroundings();
}
