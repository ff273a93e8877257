package dev.landfall.gateway;

import java.util.List;

/** The Route 53 hosted zone that answers for the domain. Bound to one zone. */
public interface DnsZone {

    String zoneId();

    /** The zone's own authoritative servers, as {@code host} or {@code host:port}. */
    List<String> nameServers();

    List<RecordSet> records(String name);

    /** One batch, all or nothing. A record to be removed must be given exactly as it is. */
    Submitted apply(List<RecordSet> remove, List<RecordSet> upsert);

    /**
     * What {@link #apply} would send, refused as that would refuse it before it sends anything; nothing is changed. Empty
     * where all stands there as wanted.
     */
    List<Planned> plan(List<RecordSet> remove, List<RecordSet> upsert);

    /** Whether Route 53's own servers all have the change: INSYNC. */
    boolean inSync(String changeId);

    /**
     * One change of a batch.
     *
     * @param action {@code DELETE} or {@code UPSERT}
     */
    record Planned(String action, RecordSet record) {}

    /** What {@link #apply} did. */
    record Submitted(String changeId, Change change) {}
}
