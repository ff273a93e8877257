package dev.landfall.infra.guard;

import dev.landfall.model.rights.StoreArea;
import dev.landfall.model.rights.StoreObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;

/**
 * Keeps the run bucket's parts apart: who writes none of a part, by Landfall's own tables, is refused there, however
 * wide its rights are. What was written stays as a version, whoever replaces or removes it.
 */
public record RunBucketGuard(Bucket bucket, LandfallRoles roles) {

    /** Tags count as well: one of them makes the bucket's lifecycle remove an object. */
    private static final List<String> WRITE = List.of(
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:PutObjectTagging",
            "s3:DeleteObjectTagging",
            "s3:PutObjectAcl",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold");

    /** What makes a version go, or hides that one is there. */
    private static final List<String> UNDO = List.of(
            "s3:DeleteObjectVersion",
            "s3:PutObjectVersionTagging",
            "s3:DeleteObjectVersionTagging",
            "s3:PutObjectVersionAcl");

    private static final List<String> RULES = List.of(
            "s3:DeleteBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketVersioning",
            "s3:PutLifecycleConfiguration",
            "s3:PutReplicationConfiguration");

    private static final String RUNS = "runs/*";
    private static final String DATABASES = "runs/*/databases/*";

    public void apply() {
        statements().forEach(bucket::addToResourcePolicy);
    }

    private Stream<PolicyStatement> statements() {
        var alone = Stream.of(
                        StoreArea.CONFIGURATION,
                        StoreArea.LOCK,
                        StoreArea.FREEZE,
                        StoreArea.FENCE,
                        StoreArea.LEDGER,
                        StoreArea.APPROVALS)
                .map(area -> only("Writes" + title(area), roles.writing(area), keys(area)));
        var ofRuns = Stream.of(
                only("WritesRuns", writing(StoreArea.EVIDENCE, StoreArea.DATA, StoreArea.PROOF), List.of(RUNS)),
                only("WritesDatabases", writing(StoreArea.DATA, StoreArea.PROOF), List.of(DATABASES)),
                only("WritesData", roles.writing(StoreArea.DATA), keys(StoreArea.DATA)),
                only("WritesProof", roles.writing(StoreArea.PROOF), keys(StoreArea.PROOF)));
        var rest = Stream.of(
                Refusal.elsewhere("WritesNothingElse", WRITE, objects(known())),
                Refusal.toAll("KeepsVersions", UNDO, List.of(bucket.arnForObjects("*"))),
                Refusal.toAllBut(
                        List.of(roles.cloudFormation(), roles.root()),
                        "KeepsRules",
                        RULES,
                        List.of(bucket.getBucketArn())));
        return Stream.of(alone, ofRuns, rest).flatMap(each -> each);
    }

    private PolicyStatement only(String id, List<String> writers, List<String> keys) {
        return Refusal.toAllBut(writers, id, WRITE, objects(keys));
    }

    private List<String> writing(StoreArea... areas) {
        return Arrays.stream(areas)
                .flatMap(area -> roles.writing(area).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** All keys that something is written to. */
    private static List<String> known() {
        return Stream.concat(
                        Arrays.stream(StoreObject.values())
                                .map(StoreObject::keys)
                                .filter(keys -> !keys.startsWith("runs/")),
                        Stream.of(RUNS))
                .toList();
    }

    private static List<String> keys(StoreArea area) {
        return StoreObject.in(area).stream().map(StoreObject::keys).toList();
    }

    private List<String> objects(List<String> keys) {
        return keys.stream().map(bucket::arnForObjects).toList();
    }

    private static String title(StoreArea area) {
        return area.name().charAt(0) + area.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
