package dev.landfall.gateway;

import java.util.List;

/** Questions to name servers over the wire, without a cache. */
public interface NameServers {

    /** The public resolvers that are asked beside the authoritative servers, as {@code host} or {@code host:port}. */
    List<String> publicResolvers();

    /**
     * Asks one server one question.
     *
     * @param server {@code host} or {@code host:port}
     * @param recursive false for an authoritative server
     */
    Answer ask(String server, String name, String type, boolean recursive);

    /**
     * What one server said.
     *
     * @param status NOERROR, NXDOMAIN, SERVFAIL, REFUSED …, or {@code TIMEOUT}
     * @param values of the answer section, in the order given, without a final dot
     */
    record Answer(String server, String status, boolean authoritative, long ttlSeconds, List<String> values) {
        public Answer {
            values = List.copyOf(values);
        }
    }
}
