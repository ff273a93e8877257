package dev.landfall.gateway;

import java.util.List;

/** A hosted zone as a whole; {@link DnsZone} is where records are changed. */
public interface ZoneRecords {

    /** The apex, without the final dot. */
    String apex();

    /** Every record set at a name and below it, by name and type. */
    List<RecordSet> atAndBelow(String name);
}
