package dev.landfall.local.world;

import dev.landfall.gateway.SourceService;
import dev.landfall.local.retool.DatabaseLogin;
import dev.landfall.local.retool.DatabaseRole;
import dev.landfall.local.retool.Retool;
import dev.landfall.local.retool.SampleDatabase;
import dev.landfall.local.retool.Users;
import dev.landfall.local.world.side.Names;
import dev.landfall.local.world.side.SourceSide;
import dev.landfall.local.world.side.TargetSide;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Both sides' Retools and their users. */
record Retools(Retool source, Retool target, AtomicReference<Set<String>> targetRunning, Users users)
        implements AutoCloseable {

    private static final String SOURCE_VERSION = "20260301000000-source-version.js";

    static Retools start(WorldState state, WorldSecrets secrets, Servers servers, Clouds clouds) {
        var source = Retool.start(
                new Retool.Description(
                        "source-retool",
                        () -> clouds.source().services().stream()
                                .filter(service -> service.runningCount() > 0 || service.desiredCount() > 0)
                                .map(SourceService::name)
                                .filter(SourceSide::usesDatabase)
                                .collect(Collectors.toSet()),
                        Names.SOURCE_MAIN,
                        SOURCE_VERSION),
                new DatabaseLogin(Servers.sourceRole(secrets), servers.source().port(), SampleDatabase.APP),
                state.port(Ports.Use.SOURCE_LOAD_BALANCER));
        var database = servers.targetDatabase(secrets.shared());
        var running = new AtomicReference<Set<String>>(Set.of());
        var target = Retool.start(
                new Retool.Description(
                        "target-retool",
                        () -> Optional.ofNullable(running.get()).orElse(Set.of()).stream()
                                .filter(TargetSide::usesDatabase)
                                .collect(Collectors.toSet()),
                        TargetSide.MAIN,
                        database.shared() ? SOURCE_VERSION : "20260820000000-target-version.js"),
                new DatabaseLogin(
                        new DatabaseRole(database.user(), database.password()), database.port(), SampleDatabase.APP),
                state.port(Ports.Use.TARGET_LOAD_BALANCER));
        var users = Users.start(clouds::domainPointsTo, Map.of(Names.SOURCE_DNS, source, Names.TARGET_DNS, target));
        return new Retools(source, target, running, users);
    }

    @Override
    public void close() {
        users.close();
        target.close();
        source.close();
    }
}
