package dev.landfall.local.world.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/**
 * Plays a public resolver: without authority, and with a memory, so that a change of the zone is not seen at once.
 *
 * @param upstream the authoritative server's answers
 * @param longestMemory an answer is forgotten after this time even where its TTL is longer, so that a rehearsal need
 *     not wait a minute for what it proves in seconds
 */
public record CachingAnswers(Responder upstream, Duration longestMemory, Clock clock, Map<String, Remembered> memory)
        implements Responder {

    public CachingAnswers(Responder upstream, Duration longestMemory, Clock clock) {
        this(upstream, longestMemory, clock, new ConcurrentHashMap<>());
    }

    @Override
    public Message answer(Message question) {
        var asked = question.getQuestion();
        if (asked == null) {
            return upstream.answer(question);
        }
        var key = asked.getName().toString().toLowerCase(java.util.Locale.ROOT) + " " + asked.getType();
        var now = clock.instant();
        var remembered =
                memory.compute(key, (name, old) -> old != null && old.until().isAfter(now) ? old : ask(question, now));
        return remembered.reply(question, now);
    }

    private Remembered ask(Message question, Instant now) {
        var answer = upstream.answer(question);
        var records = answer.getSection(Section.ANSWER);
        var authority = answer.getSection(Section.AUTHORITY);
        var ttl = records.stream()
                .mapToLong(Record::getTTL)
                .min()
                .orElseGet(() -> authority.stream()
                        .filter(SOARecord.class::isInstance)
                        .mapToLong(record -> ((SOARecord) record).getMinimum())
                        .findFirst()
                        .orElse(0));
        var shortest = Math.min(ttl, longestMemory.toSeconds());
        return new Remembered(answer.getRcode(), records, authority, now, now.plusSeconds(shortest));
    }

    /** An answer as it was given once. */
    public record Remembered(int status, List<Record> records, List<Record> authority, Instant heard, Instant until) {

        private Message reply(Message question, Instant now) {
            var answer = new Message(question.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setFlag(Flags.RA);
            answer.getHeader().setFlag(Flags.RD);
            answer.getHeader().setRcode(status);
            answer.addRecord(question.getQuestion(), Section.QUESTION);
            var age = Duration.between(heard, now).toSeconds();
            records.forEach(record -> answer.addRecord(aged(record, age), Section.ANSWER));
            authority.forEach(record -> answer.addRecord(record, Section.AUTHORITY));
            return answer;
        }

        private static Record aged(Record record, long ageSeconds) {
            return Record.newRecord(
                    record.getName(),
                    record.getType(),
                    record.getDClass(),
                    Math.max(0, record.getTTL() - ageSeconds),
                    record.rdataToWireCanonical());
        }
    }
}
