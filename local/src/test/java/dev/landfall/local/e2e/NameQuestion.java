package dev.landfall.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A question over the wire, as anybody could ask it. */
final class NameQuestion {

    private NameQuestion() {}

    static String cname(String server, String name) {
        try {
            var parts = server.split(":");
            var resolver = new SimpleResolver(parts[0]);
            resolver.setPort(Integer.parseInt(parts[1]));
            var answer = resolver.send(
                    Message.newQuery(Record.newRecord(Name.fromString(name + "."), Type.CNAME, DClass.IN)));
            return answer.getSection(Section.ANSWER).stream()
                    .map(Record::rdataToString)
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
