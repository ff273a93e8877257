package dev.landfall.gateway.dns;

import dev.landfall.gateway.NameServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Each question goes to the one server that is asked, by UDP and again by TCP where the answer was cut short; nothing is
 * cached. A server that cannot be reached, in whatever way, has status TIMEOUT.
 */
public final class WireNameServers implements NameServers {

    private static final int DNS_PORT = 53;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[.*]|[^:]*):(\\d+)");

    private final List<String> publicResolvers;
    private final Duration timeout;

    /** {@code timeout} is for one question to one server. */
    public WireNameServers(List<String> publicResolvers, Duration timeout) {
        this.publicResolvers = List.copyOf(publicResolvers);
        this.timeout = timeout;
    }

    @Override
    public List<String> publicResolvers() {
        return publicResolvers;
    }

    @Override
    public Answer ask(String server, String name, String type, boolean recursive) {
        var question = question(name, type, recursive);
        try {
            return answer(server, resolver(server).send(question));
        } catch (IOException e) {
            // No answer is an answer here: whoever asks counts servers that agree.
            return new Answer(server, "TIMEOUT", false, 0, List.of());
        }
    }

    private static Message question(String name, String type, boolean recursive) {
        try {
            var number = Type.value(type);
            if (number < 0) {
                throw new IllegalArgumentException("no record type is called " + type);
            }
            var message = Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), number, DClass.IN));
            if (!recursive) {
                message.getHeader().unsetFlag(Flags.RD);
            }
            return message;
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a domain name: " + name, e);
        }
    }

    private SimpleResolver resolver(String server) throws UnknownHostException {
        var named = HOST_AND_PORT.matcher(server);
        var host = named.matches() ? named.group(1) : server;
        var port = named.matches() ? Integer.parseInt(named.group(2)) : DNS_PORT;
        var resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getByName(host), port));
        resolver.setTimeout(timeout);
        return resolver;
    }

    private static Answer answer(String server, Message message) {
        var records = message.getSection(Section.ANSWER);
        return new Answer(
                server,
                Rcode.string(message.getRcode()).toUpperCase(Locale.ROOT),
                message.getHeader().getFlag(Flags.AA),
                records.stream().mapToLong(Record::getTTL).min().orElse(0),
                records.stream()
                        .map(Record::rdataToString)
                        .map(value -> value.endsWith(".") ? value.substring(0, value.length() - 1) : value)
                        .toList());
    }
}
