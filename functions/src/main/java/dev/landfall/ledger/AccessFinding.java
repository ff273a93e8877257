package dev.landfall.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.gateway.SourceService;
import dev.landfall.model.Json;
import dev.landfall.model.rights.SourceAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code deployment.access} lacks, as text to be pasted there, and what it grants beside what is used. */
final class AccessFinding {

    private static final String NAME = "access";

    private AccessFinding() {}

    /**
     * Found once something could not be read: a first capture reads no secret, and tells in one go what it needs.
     *
     * @param granted what the deployment was told
     */
    static Optional<Finding> missing(List<SourceService> services, SourceAccess granted) {
        var used = UsedAccess.of(services);
        var missing = granted.lacking(used);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                        NAME,
                        "The source uses what deployment.access of landfall.json does not name: "
                                + String.join(", ", missing.all()) + ".",
                        "Put this under deployment in landfall.json, deploy, and capture again: "
                                + json(used, granted)));
    }

    /** Everything of a kind is granted only where the owner wrote so, and whoever reads the ledger shall know it. */
    static Optional<Finding> everything(SourceAccess granted) {
        return granted.everything().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "access-to-everything",
                        String.join(", ", granted.everything())
                                + " says `*`: Landfall may read every one of account and region.",
                        "Name what the source uses."));
    }

    private static String json(SourceAccess used, SourceAccess granted) {
        try {
            return Json.MAPPER.writeValueAsString(
                    Map.of("access", granted.and(used).listed()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
