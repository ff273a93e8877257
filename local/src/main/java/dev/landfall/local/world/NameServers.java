package dev.landfall.local.world;

import dev.landfall.local.world.dns.CachingAnswers;
import dev.landfall.local.world.dns.NameServer;
import dev.landfall.local.world.dns.ZoneAnswers;
import dev.landfall.local.world.side.Names;
import java.time.Clock;
import java.time.Duration;

/** The zone's own name server and a public resolver. */
record NameServers(NameServer authoritative, NameServer resolver) implements AutoCloseable {

    /** So that a rehearsal proves in seconds what takes a TTL in the world. */
    private static final Duration RESOLVER_REMEMBERS = Duration.ofSeconds(3);

    static NameServers start(WorldState state, Clouds clouds, Clock clock) {
        var answers = new ZoneAnswers(Names.ZONE, clouds.zone()::served);
        var authoritative = NameServer.start("name server", state.port(Ports.Use.NAME_SERVER), answers);
        var resolver = NameServer.start(
                "resolver", state.port(Ports.Use.RESOLVER), new CachingAnswers(answers, RESOLVER_REMEMBERS, clock));
        return new NameServers(authoritative, resolver);
    }

    @Override
    public void close() {
        resolver.close();
        authoritative.close();
    }
}
