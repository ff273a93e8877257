package dev.landfall.local.cloud;

import dev.landfall.contract.ServiceDetailsContract;
import dev.landfall.gateway.SecretText;
import dev.landfall.gateway.ServiceDetails.ContainerDetail;
import dev.landfall.gateway.ServiceDetails.Scaling;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InMemoryServiceDetailsTest extends ServiceDetailsContract {

    @Override
    protected InMemoryServiceDetails details() {
        var container = new ContainerDetail(
                Optional.empty(), List.of(SecretText.of(COMMAND)), Map.of("team", SecretText.of("tools")), true);
        var detail = new ServiceDetail(
                SERVICE,
                "FARGATE",
                FAMILY,
                Optional.of("arn:aws:iam::111122223333:role/retool"),
                Optional.empty(),
                Optional.of(new Scaling(2, 6)),
                Map.of(CONTAINER, container));
        return new InMemoryServiceDetails(Map.of(SERVICE, detail));
    }
}
