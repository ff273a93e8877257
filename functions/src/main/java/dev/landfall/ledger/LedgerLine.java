package dev.landfall.ledger;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.landfall.capture.ServiceRole;
import java.util.List;
import java.util.Optional;

/**
 * One setting of one container. It never holds the value.
 *
 * @param roles of the container, the first one first; empty for one that is not Retool's, and in ledgers of earlier versions
 * @param settingClass what becomes of it
 * @param place where it goes on the target, in words
 * @param reference the ARN, parameter or file that the value comes from
 * @param fingerprint keyed, of the exact bytes; empty where the value could not be read
 * @param lengthBytes -1 where the value could not be read
 * @param named what of the source's own its value names, in words; of a list what is left out of it
 * @param carried fingerprint of what is carried, where that is not the source's very value
 * @param decidedBy {@code rule} or {@code landfall.json}; empty while nobody has
 */
public record LedgerLine(
        String service,
        String container,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ServiceRole> roles,
        String setting,
        SettingClass settingClass,
        String place,
        SourceKind source,
        Optional<String> reference,
        Optional<String> fingerprint,
        int lengthBytes,
        List<CharacterFlag> flags,
        Optional<String> named,
        Optional<String> carried,
        Optional<String> decidedBy) {
    public LedgerLine {
        roles = List.copyOf(roles);
        flags = List.copyOf(flags);
    }

    /** For people: {@code retool-main/retool}. */
    public String where() {
        return service + "/" + container;
    }

    /** The same line with another fate. */
    LedgerLine at(SettingClass other, String otherPlace) {
        return new LedgerLine(
                service,
                container,
                roles,
                setting,
                other,
                otherPlace,
                source,
                reference,
                fingerprint,
                lengthBytes,
                flags,
                named,
                carried,
                decidedBy);
    }

    /** Of what the target is to have. */
    Optional<String> wanted() {
        return carried.or(() -> fingerprint);
    }

    public boolean is(SettingClass wanted) {
        return settingClass == wanted;
    }

    /** Enough of the fingerprint to compare by eye; a dash where the value could not be read. */
    public String shortFingerprint() {
        return fingerprint
                .map(whole -> whole.substring(0, Math.min(12, whole.length())))
                .orElse("–");
    }
}
