package dev.landfall.infra.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** docs/cost.md. */
public final class CostPage {

    /** Two databases' passwords and what the kit keeps: three keys and two lists of variables. */
    private static final int SECRETS = 7;

    private static final double IMAGE_GB = 0.7;
    private static final int NIGHTS = 30;

    private CostPage() {}

    /** One thing that costs. */
    record Row(String what, String amount, double dollars) {

        String markdown() {
            return "| " + what + " | " + amount + " | " + shown(dollars) + " |\n";
        }
    }

    public static String markdown(TemplateCounts counts, int dataDays) {
        var rehearsal = new Rehearsal(counts.task());
        var idle = idle(counts);
        var once = rehearsal.once(dataDays);
        var nightly = rehearsal.nightly(NIGHTS, dataDays);
        return """
                # Cost

                The amounts are counted from the templates of the example `landfall.json`, and the figures are computed from them. The prices are list prices of us-east-1 for on-demand use
                **as known in 2026-11, not read from AWS**: look yours up in the AWS Pricing Calculator before you decide on them. Free tiers of an account are left out where other things in it may use them up:
                the first ten alarm metrics would take up to $1.00 off a month.

                ## A month in which nothing runs

                %s
                Nothing while nothing runs: %s.

                ## One rehearsal of a 100 GB database

                The database compresses to %s GB, in segments of %s MiB; the dump takes %s, and so does the restoring Job, on nodes that the cluster has.

                %s
                `mover.cpu` makes the task larger, and the Job with it, which lasts the shorter for it where `database.jobs` grows too:

                | `mover.cpu` | memory | `database.jobs`, at most | an hour of Fargate |
                |---|---|---|---|
                %s
                ## A rehearsal every night

                %s nights of that rehearsal. Segments stay %s days, so %s GB stand in the bucket at any time.

                %s
                ## What depends on your network

                | where | for a rehearsal | for %s nights |
                |---|---|---|
                | the dump's task without an S3 gateway endpoint: every segment goes through a NAT gateway | %s | %s |
                | the restoring Job without one | %s | %s |
                | database and task, or database and Job, in different availability zones: 100 GB | %s | %s |

                An S3 gateway endpoint costs nothing and belongs into both VPCs' route tables. Landfall makes no NAT gateway; one that stands already costs what it did.

                A cutover adds its snapshots: RDS keeps them at %s %s until they are deleted.

                ## Prices

                | what | dollars | for |
                |---|---|---|
                %s""".formatted(
                        table(idle),
                        nothing(counts),
                        plain(Rehearsal.COMPRESSED_GB),
                        plain(Rehearsal.SEGMENT_MIB),
                        "one hour",
                        table(once),
                        rehearsal.sizes(),
                        NIGHTS,
                        dataDays,
                        plain(Rehearsal.COMPRESSED_GB * dataDays),
                        table(nightly),
                        NIGHTS,
                        shown(rehearsal.nat()),
                        shown(rehearsal.nat() * NIGHTS),
                        shown(rehearsal.nat()),
                        shown(rehearsal.nat() * NIGHTS),
                        shown(Priced.ZONES.of(100)),
                        shown(Priced.ZONES.of(100) * NIGHTS),
                        "$" + plain(Priced.SNAPSHOT.dollars),
                        Priced.SNAPSHOT.unit,
                        prices());
    }

    private static List<Row> idle(TemplateCounts counts) {
        int keys = counts.of("AWS::KMS::Key");
        return List.of(
                new Row("KMS keys", String.valueOf(keys), Priced.KEY.of(keys)),
                new Row(
                        "alarms",
                        counts.of("AWS::CloudWatch::Alarm") + ", which read " + counts.alarmMetrics() + " metrics",
                        Priced.ALARM_METRIC.of(counts.alarmMetrics())),
                new Row(
                        "secrets that runs keep",
                        SECRETS + ": passwords of two databases, and five of the kit",
                        Priced.SECRET.of(SECRETS)),
                new Row(
                        "images of the mover",
                        counts.images() + " of about " + plain(IMAGE_GB) + " GB",
                        Priced.IMAGE.of(counts.images() * IMAGE_GB)));
    }

    private static String nothing(TemplateCounts counts) {
        return List.of(
                        counts.of("AWS::Lambda::Function") + " functions",
                        counts.of("AWS::StepFunctions::StateMachine") + " state machines",
                        counts.of("AWS::Logs::LogGroup") + " log groups",
                        counts.of("AWS::Logs::MetricFilter") + " metrics of log lines",
                        counts.of("AWS::ApiGatewayV2::Api") + " HTTP API",
                        counts.of("AWS::SNS::Topic") + " topics",
                        counts.of("AWS::SQS::Queue") + " queues",
                        counts.of("AWS::CloudWatch::Dashboard") + " dashboard")
                .stream()
                .filter(each -> !each.startsWith("0 "))
                .collect(Collectors.joining(", "));
    }

    private static String table(List<Row> rows) {
        return "| what | how much | dollars |\n|---|---|---|\n"
                + rows.stream().map(Row::markdown).collect(Collectors.joining())
                + "| **sum** | | **"
                + shown(rows.stream().mapToDouble(Row::dollars).sum()) + "** |\n";
    }

    private static String prices() {
        return Arrays.stream(Priced.values())
                .map(each -> "| " + each.what + " | " + plain(each.dollars) + " | " + each.unit + " |\n")
                .collect(Collectors.joining());
    }

    /** Cents; less than one as such. */
    static String shown(double dollars) {
        return dollars > 0 && dollars < 0.01 ? "under 0.01" : String.format(Locale.ROOT, "%.2f", dollars);
    }

    static String plain(double number) {
        return new java.math.BigDecimal(String.valueOf(number))
                .stripTrailingZeros()
                .toPlainString();
    }
}
