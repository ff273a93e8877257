package dev.landfall.local.cloud;

import dev.landfall.gateway.ServiceDetails;
import dev.landfall.model.failure.Problem;
import java.util.Map;

/** Details of services by the service's name; whoever holds the map may change it. */
public record InMemoryServiceDetails(Map<String, ServiceDetail> byService) implements ServiceDetails {

    @Override
    public ServiceDetail of(String service) {
        var detail = byService.get(service);
        if (detail == null) {
            throw Problem.operator(
                            "SOURCE_SERVICE_MISSING",
                            "The cluster has no service " + service + ".",
                            "Correct source.services in landfall.json.")
                    .asException();
        }
        return detail;
    }
}
