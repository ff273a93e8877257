package dev.landfall.infra.guard;

import dev.landfall.model.rights.AwsResource;
import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import dev.landfall.model.rights.StoreArea;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Who may work with a key: the functions whose handlers do, and nobody else, not even with all rights of the account.
 * Administration stays with the account, so nobody is locked out.
 */
public record KeyGuard(LandfallRoles roles) {

    private static final List<String> ALL = List.of("*");
    private static final String GENERATE = "kms:GenerateMac";
    private static final String VERIFY = "kms:VerifyMac";

    /** What the context of a token says, which is part of its ciphertext. */
    private static final String PURPOSE = "kms:EncryptionContext:purpose";

    private static final String OF_A_GATE = "task-token";

    /** Which gate a token is of, where the context says it. */
    private static final String KIND = "kms:EncryptionContext:kind";

    /** Each gate's function works with tokens of its own kind. */
    private static final Map<String, String> KINDS =
            new TreeMap<>(Map.of("RequestFreeze", "freeze", "RequestGoLive", "go-live", "RequestRollback", "rollback"));

    /** A key that makes and verifies message codes. */
    public void ofCodes(IKey key, AwsResource granted) {
        var makers = using(granted, GENERATE);
        var verifiers = Stream.concat(makers.stream(), using(granted, VERIFY).stream())
                .distinct()
                .toList();
        add(key, Refusal.toAllBut(makers, "MakesCodes", List.of(GENERATE), ALL));
        add(key, Refusal.toAllBut(verifiers, "VerifiesCodes", List.of(VERIFY), ALL));
    }

    /** The key of task tokens: a gate's token is for the functions that answer gates alone. */
    public void ofTokens(IKey key) {
        add(
                key,
                Refusal.toAllBut(
                        roles.granted(grant -> grant.resource() == AwsResource.TOKEN_KEY),
                        "WorksWithTokens",
                        List.of(
                                "kms:CreateGrant",
                                "kms:Decrypt",
                                "kms:Encrypt",
                                "kms:GenerateDataKey*",
                                "kms:ReEncrypt*"),
                        ALL));
        add(
                key,
                Refusal.toAllBut(
                        answering(),
                        Map.of("StringEquals", Map.of(PURPOSE, OF_A_GATE)),
                        "AnswersGates",
                        List.of("kms:Decrypt", "kms:Encrypt"),
                        ALL));
        KINDS.forEach((gate, kind) -> add(
                key,
                Refusal.to(
                        roles.arn(gate),
                        Map.of(
                                "StringNotEquals", Map.of(KIND, kind),
                                "Null", Map.of(KIND, "false")),
                        "Opens" + gate.substring("Request".length()),
                        List.of("kms:Decrypt", "kms:Encrypt"),
                        ALL)));
        // Without a context nothing says what a ciphertext is for.
        add(
                key,
                Refusal.toAllBut(
                        List.of(roles.root()),
                        Map.of("Null", Map.of(PURPOSE, "true")),
                        "NamesAPurpose",
                        List.of("kms:Decrypt", "kms:Encrypt"),
                        ALL));
    }

    private List<String> using(AwsResource key, String action) {
        return roles.granted(grant -> grant.resource() == key && grant.action().equals(action));
    }

    private List<String> answering() {
        return HandlerTable.handlers().stream()
                .filter(handler -> handler.store().touches(StoreArea.APPROVALS))
                .map(Handler::name)
                .map(roles::arn)
                .toList();
    }

    private static void add(IKey key, PolicyStatement statement) {
        key.addToResourcePolicy(statement);
    }
}
