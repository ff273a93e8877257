package dev.landfall.local.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.SourceSide;
import dev.landfall.model.configuration.ConfigurationText;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operator's {@code landfall.json} for the local world: what the file decides stays, what it names of AWS and of
 * addresses is replaced by what is here.
 *
 * @param tree as the run store gets it
 */
public record LocalConfiguration(ObjectNode tree) {

    /** Reads the file: {@code CONFIGURATION_MISSING}, {@code CONFIGURATION_INVALID}. */
    public static LocalConfiguration read(Path file) {
        try {
            return new LocalConfiguration(ConfigurationText.checked(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw Problem.operator(
                            "CONFIGURATION_MISSING",
                            "There is no configuration " + file + ".",
                            "Restore the example landfall.json, or name another file with --config.")
                    .asException(e);
        } catch (IOException e) {
            throw WorldProblem.of("read " + file, e).asException(e);
        }
    }

    /** Approvers' addresses, as the file gives them. */
    public List<String> approvers() {
        return tree.path("approvals")
                .path("approvers")
                .valueStream()
                .map(address -> address.asText())
                .toList();
    }

    /** Everybody who gets mail: the approvers, and whoever is told where they do not answer. */
    List<String> addresses() {
        var escalateTo = tree.at("/approvals/escalateTo").asText("");
        return escalateTo.isEmpty()
                ? approvers()
                : Stream.concat(approvers().stream(), Stream.of(escalateTo))
                        .distinct()
                        .toList();
    }

    /** Whether the target is given the source's own database. */
    boolean sharesDatabase() {
        return tree.at("/database/strategy").asText().equals(Configuration.SHARED);
    }

    /** With the local world's names and addresses. */
    LocalConfiguration of(WorldState state) {
        var local = tree.deepCopy();
        local.put("domain", Names.DOMAIN);
        var source = local.putObject("source");
        source.put("cluster", Names.SOURCE_CLUSTER);
        SourceSide.serviceNames().forEach(source.putArray("services")::add);
        source.putArray("schedules").add(Names.SCHEDULE);
        source.put("loadBalancer", http(state.port(Ports.Use.SOURCE_LOAD_BALANCER)));
        source.put("dnsTarget", Names.SOURCE_DNS);
        var target = local.putObject("target");
        target.put("cluster", Names.TARGET_CLUSTER);
        target.put("namespace", Names.NAMESPACE);
        target.put("release", Names.RELEASE);
        target.put("loadBalancer", http(state.port(Ports.Use.TARGET_LOAD_BALANCER)));
        target.put("dnsTarget", Names.TARGET_DNS);
        target.put("liveSettingsCommand", Names.LIVE_SETTINGS_COMMAND);
        target.put("beforeSettingsCommand", Names.BEFORE_SETTINGS_COMMAND);
        local.withObject("/approvals").put("pageUrl", http(state.port(Ports.Use.APPROVALS)));
        var dns = local.withObject("/dns");
        dns.put("zoneId", Names.ZONE_ID);
        dns.putArray("publicResolvers").add("127.0.0.1:" + state.port(Ports.Use.RESOLVER));
        return new LocalConfiguration(local);
    }

    private static String http(int port) {
        return "http://127.0.0.1:" + port;
    }
}
