package dev.landfall.rights;

import dev.landfall.model.failure.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads that prove a way through the network: to the databases, to a resolver, to load balancers, to the page. */
final class ConnectionReads {

    private ConnectionReads() {}

    /** Both sides' databases: a function that asks one may have to ask the other. */
    static void databases(CheckGround ground) {
        for (var database : ground.capture().databases()) {
            Stream.of(database.source(), database.target())
                    .distinct()
                    .forEach(address -> ground.gateways().databases().identity(address));
        }
    }

    /** One resolver that does not answer is no sign of a missing way; none that answers is. */
    static Optional<String> resolver(CheckGround ground) {
        var names = ground.gateways().nameServers();
        var resolvers = names.publicResolvers();
        return resolvers.stream()
                        .noneMatch(server -> !names.ask(server, ground.domain(), "A", true)
                                .status()
                                .equals("TIMEOUT"))
                ? Optional.of(
                        resolvers.isEmpty()
                                ? "No public resolver is configured."
                                : "None of " + String.join(", ", resolvers) + " answered.")
                : Optional.empty();
    }

    /** Whatever they answer: a target that does not serve yet answers too. */
    static Optional<String> loadBalancers(CheckGround ground) {
        var configuration = ground.configuration();
        var silent = new ArrayList<String>();
        Stream.of(configuration.source().loadBalancer(), configuration.target().loadBalancer())
                .flatMap(Optional::stream)
                .forEach(address -> ground.gateways()
                        .httpProbe()
                        .get(URI.create(address).resolve("/api/checkHealth"), configuration.domain())
                        .failure()
                        .ifPresent(silent::add));
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", silent));
    }

    /** A gate that cannot open its own page would wait for it, with everybody's mail unsent. */
    static Optional<String> page(CheckGround ground) {
        ground.pageUrl()
                .flatMap(address ->
                        ground.gateways().notices().pageSilence(address).map(why -> address + ": " + why))
                .ifPresent(why -> {
                    throw Problem.retry(
                                    "APPROVAL_PAGE_SILENT",
                                    "The approval page does not answer: " + why,
                                    "Look at the function ApprovalPage, its API and approvals.pageUrl, and start again.")
                            .asException();
                });
        return Optional.empty();
    }
}
