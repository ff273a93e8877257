package dev.landfall.dns;

import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.SecretVault;
import dev.landfall.model.failure.OperatorException;
import dev.landfall.model.failure.Problem;
import dev.landfall.run.Configuration;
import dev.landfall.run.RunFiles;
import java.util.Optional;

/** The saved records of runs: sealed when they are written, and what is not as it was written counts for nothing. */
record SavedRecordsFile(RunFiles files, SecretVault vault) {

    static SavedRecordsFile of(Gateways gateways) {
        return new SavedRecordsFile(new RunFiles(gateways.runStore()), gateways.secretVault());
    }

    /** Takes the place of whatever lies there. */
    SavedRecords keep(SavedRecords records) {
        var sealed = records.withSeal(vault.sign(records.text()));
        files.write(SavedRecords.key(records.runId()), sealed);
        return sealed;
    }

    /** Empty where there is nothing, or something that this run did not save. */
    Optional<SavedRecords> proven(String runId) {
        try {
            return files.readWhole(SavedRecords.key(runId), SavedRecords.class)
                    .filter(saved -> saved.runId().equals(runId))
                    .filter(saved -> saved.seal()
                            .filter(seal -> vault.verify(saved.text(), seal))
                            .isPresent());
        } catch (OperatorException e) {
            return Optional.empty();
        }
    }

    /** Nobody knows by the run's objects where the domain pointed to. */
    static Problem notProven(String runId, Configuration configuration) {
        return Problem.operator(
                "DNS_BEFORE_NOT_PROVEN",
                "The object " + SavedRecords.key(runId) + ", which says where " + configuration.domain()
                        + " pointed to before, is not there as Landfall wrote it.",
                "Put its first version back, which the bucket keeps; who changed it, and earlier changes of the record,"
                        + " are in CloudTrail (PutObject, ChangeResourceRecordSets), and the mail of the go-live gate says"
                        + " where it pointed to. Or set the record in Route 53 by hand.");
    }
}
