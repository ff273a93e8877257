package dev.landfall.blueprint;

import dev.landfall.capture.SourceInventory;
import dev.landfall.gateway.Gateways;
import dev.landfall.gateway.RecordSet;
import dev.landfall.ledger.Finding;
import dev.landfall.ledger.Ledger;
import dev.landfall.ledger.UndecidedSettings;
import dev.landfall.run.Configuration;
import dev.landfall.run.SettingsSteps;
import java.util.Map;
import java.util.stream.Collectors;

/** The kit's README: what to run, in order. It holds references, never a value. */
record KitReadme(
        Configuration configuration,
        Gateways gateways,
        SourceInventory source,
        Ledger ledger,
        Map<String, String> secrets,
        String temporal) {

    String text() {
        return """
                # Blueprint kit for %s

                Written by Landfall from the ECS cluster %s, run %s.
                %s
                ## In order

                %s
                2. %s (this prints nothing, and no value stands in a command line):

                       %s

                3. `terraform apply`: 30 to 45 minutes. It uses `values-before.yaml`: no SSO, workflows, agents and git server off, guards on%s. Where no certificate was issued yet, add the validation records that ACM shows while it waits.
                4. Add the DNS records below%s
                5. Fill in `target` of `landfall.json` from `terraform output -json modules`, deploy, and rehearse. %s
                6. When the cutover waits in AwaitLiveSettings, and not before: the steps under "Live settings".

                ## Live settings

                SSO back, workflows on, guards off. AwaitLiveSettings waits until the cluster shows it, and names what is missing.

                %s
                ## Live settings off again

                After a rollback, before the next rehearsal or cutover. Until then the check `settings-held` refuses.

                %s
                ## What else to know

                `terraform apply` overwrites what was changed by hand with Helm. Kubernetes secrets follow Secrets Manager after a moment only.
                %s
                ## DNS records to add

                | name | type | value | where |
                |---|---|---|---|
                | `blueprints.%s` | CNAME | `alb_dns_name` of module `user-ingress` | zone `%s` |
                %s
                The record of `%s` itself stays as it is: the cutover changes it.

                ## Secrets

                | what | reference |
                |---|---|
                %s
                %s## Findings

                | finding | weight | seen | what to do |
                |---|---|---|---|
                %s
                """.formatted(
                        configuration.domain(),
                        source.sourceName(),
                        ledger.runId(),
                        open(),
                        first(),
                        SettingsSteps.secret(SettingsSteps.BEFORE).what(),
                        SettingsSteps.secret(SettingsSteps.BEFORE).command(),
                        configuration.sharesDatabase()
                                ? ", and no pod of Retool at all: the database is the source's own, and live"
                                : "",
                        configuration.sharesDatabase()
                                ? ". Nothing answers there before the cutover."
                                : ", then open `https://blueprints." + configuration.domain()
                                        + "` and sign in as a local admin.",
                        architecture(),
                        SettingsSteps.markdown(SettingsSteps.live(configuration)),
                        SettingsSteps.markdown(SettingsSteps.before(configuration)),
                        databases() + temporal,
                        configuration.domain(),
                        gateways.surroundings().zone().apex(),
                        validation(),
                        configuration.domain(),
                        secrets.entrySet().stream()
                                .map(entry -> "| %s | `%s` |\n".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining()),
                        undecided(),
                        ledger.findings().stream().map(KitReadme::row).collect(Collectors.joining("\n"))).stripTrailing()
                + "\n";
    }

    private String first() {
        return configuration.sharesDatabase()
                ? "1. Set `vpc_id`, `private_subnet_ids`, `public_subnet_ids` and `db_security_group_id` in `terraform.tfvars`: the source's own network. Then `terraform init && terraform apply -target=module.retool-services`: cluster, the way to the database and the secrets' places."
                : "1. `terraform init && terraform apply -target=module.retool-services`: network, cluster, database and the secrets' places.";
    }

    private String undecided() {
        var undecided = UndecidedSettings.of(ledger);
        return undecided.isEmpty()
                ? ""
                : "## Settings that nobody knows\n\n" + undecided.markdown()
                        + "\nPaste this into `landfall.json`, with `drop`, `hold` or `replace` where `carry` is wrong, and capture again:\n\n```json\n"
                        + undecided.block() + "\n```\n\n";
    }

    private String databases() {
        if (configuration.sharesDatabase()) {
            return source.features().retoolDatabase()
                    ? "\nThe target works in the source's Retool Database, as in the other one: nothing of it is carried, and its security group lets the nodes in.\n"
                    : "";
        }
        var asked = new TargetDatabases(source).asked();
        return (source.features().retoolDatabase()
                        ? "\nThe source has a Retool Database, so the target gets one of its own: the module `db-retooldb`. Its password goes from the secret that RDS keeps into the cluster; Landfall carries its contents.\n"
                        : "")
                + (asked.isEmpty()
                        ? ""
                        : "\nThe source does not tell how large its database is, so Terraform asks for "
                                + asked.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
                                + ": set them in `terraform.tfvars`. A restore needs twice what `pg_database_size` says on the source.\n");
    }

    /** The module decides what the nodes are; whoever changes that knows here what hangs on it. */
    private String architecture() {
        return configuration
                .target()
                .architecture()
                .map(named -> "The mover's Jobs need a Linux node of " + named.word()
                        + " in the cluster, because `target.architecture` says so.")
                .orElse("The mover's Jobs take the architecture of the cluster's nodes, `amd64` or `arm64`;"
                        + " `target.architecture` decides it where a cluster shall have both.");
    }

    private String open() {
        var blockers = ledger.blockers();
        return blockers.isEmpty()
                ? ""
                : "\n**Not to be used yet:** " + blockers.size()
                        + " findings block, see below. Decide them in `landfall.json` and capture again.\n";
    }

    private String validation() {
        var zone = gateways.surroundings().zone();
        return source.certificates().stream()
                .flatMap(certificate -> certificate.validation().stream())
                .distinct()
                .filter(record -> zone.atAndBelow(record.name()).isEmpty())
                .map(record -> row(record, zone.apex()))
                .collect(Collectors.joining());
    }

    private static String row(RecordSet record, String zone) {
        return "| `%s` | %s | `%s` | zone `%s`: validates the certificate |\n"
                .formatted(record.name(), record.type(), String.join(" ", record.values()), zone);
    }

    private static String row(Finding finding) {
        return "| %s | %s | %s | %s |"
                .formatted(finding.name(), finding.weight(), cell(finding.seen()), cell(finding.remedy()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
