package dev.landfall.local.world.dns;

import dev.landfall.gateway.RecordSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Answers with authority from a zone. A CNAME answers for every type, as in any name server; a name outside the zone is
 * REFUSED; an unknown name is NXDOMAIN with the zone's SOA.
 *
 * @param apex the zone's own name, such as {@code example.com}
 * @param served what the zone's servers have for a name at this moment
 */
public record ZoneAnswers(String apex, Function<String, List<RecordSet>> served) implements Responder {

    /** How long a resolver may remember that a name does not exist. */
    private static final long NEGATIVE_TTL_SECONDS = 5;

    /** What an alias answers with, where Route 53 would give the load balancer's own addresses. */
    private static final List<String> ALIAS_ADDRESSES = List.of("127.0.0.1");

    @Override
    public Message answer(Message question) {
        var asked = question.getQuestion();
        var answer = reply(question);
        if (asked == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        }
        var name = asked.getName();
        if (!name.subdomain(absolute(apex))) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer;
        }
        answer.getHeader().setFlag(Flags.AA);
        var records = served.apply(name.toString(true));
        var matching = records.stream()
                .filter(set -> matches(set, asked.getType()))
                .flatMap(set -> wire(name, set).stream())
                .toList();
        matching.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (matching.isEmpty()) {
            answer.addRecord(authority(), Section.AUTHORITY);
            if (records.isEmpty() && !name.equals(absolute(apex))) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
        }
        return answer;
    }

    private static Message reply(Message question) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        if (question.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        Optional.ofNullable(question.getQuestion()).ifPresent(asked -> answer.addRecord(asked, Section.QUESTION));
        return answer;
    }

    private static boolean matches(RecordSet set, int askedType) {
        var type = Type.value(set.type());
        return type == askedType || type == Type.CNAME || askedType == Type.ANY;
    }

    private static List<Record> wire(Name name, RecordSet set) {
        if (set.alias()) {
            return Type.value(set.type()) == Type.A
                    ? ALIAS_ADDRESSES.stream()
                            .map(address -> parse(name, Type.A, 60, address))
                            .toList()
                    : List.of();
        }
        var type = Type.value(set.type());
        if (type == Type.CNAME) {
            return set.values().stream()
                    .<Record>map(target -> new CNAMERecord(name, DClass.IN, set.ttlSeconds(), absolute(target)))
                    .toList();
        }
        return set.values().stream()
                .map(value -> parse(name, type, set.ttlSeconds(), value))
                .toList();
    }

    private static Record parse(Name name, int type, long ttlSeconds, String value) {
        try {
            return Record.fromString(name, type, DClass.IN, ttlSeconds, value, Name.root);
        } catch (IOException e) {
            throw new UncheckedIOException("the zone holds a record that is none: " + value, e);
        }
    }

    private SOARecord authority() {
        var origin = absolute(apex);
        return new SOARecord(
                origin,
                DClass.IN,
                NEGATIVE_TTL_SECONDS,
                absolute("ns1." + apex),
                absolute("hostmaster." + apex),
                1,
                7200,
                900,
                1_209_600,
                NEGATIVE_TTL_SECONDS);
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name.endsWith(".") ? name : name + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a DNS name: " + name, e);
        }
    }
}
