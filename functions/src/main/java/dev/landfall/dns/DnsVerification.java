package dev.landfall.dns;

import dev.landfall.gateway.DnsZone;
import dev.landfall.gateway.NameServers;
import dev.landfall.gateway.NameServers.Answer;
import dev.landfall.gateway.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What servers answer, against what they shall. An alias answers with its target's addresses, so it is held against what
 * the public resolvers say about the target; without resolvers any address counts.
 */
public record DnsVerification(DnsZone zone, NameServers nameServers) {

    /** Authoritative servers whose answer is another one, in words; empty when all answer as wanted. */
    public List<String> wrongAuthorities(String name, List<RecordSet> wanted) {
        return wrong(zone.nameServers(), name, wanted, false);
    }

    /** The same of the public resolvers. */
    public List<String> wrongResolvers(String name, List<RecordSet> wanted) {
        return wrong(nameServers.publicResolvers(), name, wanted, true);
    }

    private List<String> wrong(List<String> servers, String name, List<RecordSet> wanted, boolean recursive) {
        var wrong = new ArrayList<String>();
        for (var server : servers) {
            if (wanted.isEmpty()) {
                var answer = nameServers.ask(server, name, "CNAME", recursive);
                if (!isGone(answer)) {
                    wrong.add(text(answer));
                }
            }
            for (var record : wanted) {
                var answer = nameServers.ask(server, name, record.type(), recursive);
                if (!isRight(answer, record, recursive)) {
                    wrong.add(text(answer));
                }
            }
        }
        return List.copyOf(wrong);
    }

    private static boolean isGone(Answer answer) {
        return answer.status().equals("NXDOMAIN")
                || (answer.status().equals("NOERROR") && answer.values().isEmpty());
    }

    private boolean isRight(Answer answer, RecordSet wanted, boolean recursive) {
        if (!answer.status().equals("NOERROR") || (!recursive && !answer.authoritative())) {
            return false;
        }
        var values = answer.values().stream().map(AddressRecords::normal).toList();
        if (wanted.alias()) {
            var addresses = targetAddresses(wanted);
            return !values.isEmpty() && (addresses.isEmpty() || values.stream().anyMatch(addresses::contains));
        }
        return values.stream()
                .collect(Collectors.toSet())
                .equals(wanted.values().stream().map(AddressRecords::normal).collect(Collectors.toSet()));
    }

    private List<String> targetAddresses(RecordSet alias) {
        return nameServers.publicResolvers().stream()
                .flatMap(resolver ->
                        nameServers.ask(resolver, alias.values().getFirst(), alias.type(), true).values().stream())
                .map(AddressRecords::normal)
                .toList();
    }

    private static String text(Answer answer) {
        return answer.server() + " answers " + answer.status()
                + (answer.values().isEmpty() ? "" : " " + String.join(", ", answer.values()))
                + (answer.status().equals("NOERROR") && !answer.authoritative() ? " (not authoritatively)" : "");
    }
}
