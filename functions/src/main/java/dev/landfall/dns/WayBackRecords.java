package dev.landfall.dns;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import dev.landfall.run.RunRecord;
import java.util.List;
import java.util.Optional;

/**
 * Where the domain goes when a cutover is taken back. An object that was altered or removed must neither send it somewhere
 * else nor close the way back, so the plan's {@code source.dnsTarget} stands in for saved records that are not proven.
 */
record WayBackRecords(Gateways gateways, Configuration configuration) {

    /**
     * Where to.
     *
     * @param doubt why it is not what the cutover saved, in a sentence
     */
    record Way(List<RecordSet> records, Optional<String> doubt) {}

    /** Empty where the cutover switched nothing; {@code DNS_BEFORE_NOT_PROVEN} where nothing says where to. */
    Optional<Way> of(String cutoverRunId) {
        var saved = SavedRecordsFile.of(gateways).proven(cutoverRunId);
        var present = gateways.dnsZone().records(configuration.domain());
        var onTarget = configuration
                .target()
                .dnsTarget()
                .filter(target -> AddressRecords.pointTo(present, target))
                .isPresent();
        if (saved.isPresent()) {
            return saved.map(before -> new Way(before.records(), Optional.empty()))
                    .filter(_ -> onTarget || wasSwitched(cutoverRunId));
        }
        if (!wasSwitched(cutoverRunId)) {
            return Optional.empty();
        }
        var source = configuration
                .source()
                .dnsTarget()
                .orElseThrow(() ->
                        SavedRecordsFile.notProven(cutoverRunId, configuration).asException());
        var records = AddressRecords.pointing(configuration.domain(), source, configuration.dnsTtlSeconds(), present);
        return Optional.of(new Way(records, Optional.of(doubt(cutoverRunId))));
    }

    private static String doubt(String cutoverRunId) {
        return SavedRecords.key(cutoverRunId)
                + " is not as Landfall wrote it, so the domain goes to source.dnsTarget of the plan.";
    }

    /** It is written before the record is changed. */
    private boolean wasSwitched(String cutoverRunId) {
        return new RunFiles(gateways.runStore())
                .read(RunRecord.key(cutoverRunId), RunRecord.class)
                .flatMap(RunRecord::dnsSwitched)
                .isPresent();
    }
}
