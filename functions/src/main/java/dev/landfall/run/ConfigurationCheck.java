package dev.landfall.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for {@code landfall.json}. */
final class ConfigurationCheck {

    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern HTTP = Pattern.compile("https?://[^/\\s]+(/\\S*)?");
    private static final Pattern S3 = Pattern.compile("s3://[a-z0-9.-]+(/\\S*)?");
    private static final Pattern TARGET = Pattern.compile("\\S+");

    private ConfigurationCheck() {}

    static List<String> mistakes(JsonNode tree) {
        var root = new CheckedNode(tree);
        root.keys(
                "domain", "source", "target", "approvals", "database", "storage", "dns", "window", "rehearsalValidFor");
        root.required("domain", HOST_NAME, "a host name such as retool.example.com");
        root.duration("window");
        root.duration("rehearsalValidFor");
        source(root.object("source", true));
        target(root.object("target", true));
        approvals(root.object("approvals", true));
        database(root.object("database", false));
        storage(root.object("storage", false));
        dns(root.object("dns", true));
        return root.mistakes();
    }

    private static void source(CheckedNode source) {
        source.keys("cluster", "services", "schedules", "loadBalancer", "dnsTarget");
        source.required("cluster", TARGET, "the ECS cluster's name or ARN");
        source.list("services", true, TARGET, "an ECS service name");
        source.list("schedules", false, TARGET, "the name of an EventBridge rule");
        source.optional("loadBalancer", HTTP, "an address with scheme, such as https://name.elb.amazonaws.com");
        source.optional("dnsTarget", TARGET, "the name that the domain's record points to");
    }

    private static void target(CheckedNode target) {
        target.keys("cluster", "namespace", "release", "loadBalancer", "dnsTarget", "liveSettingsCommand");
        target.required("cluster", TARGET, "the EKS cluster's name");
        target.required("namespace", TARGET, "the namespace of the release, as Terraform's output names it");
        target.optional("release", TARGET, "the Helm release");
        target.optional("loadBalancer", HTTP, "an address with scheme, such as https://name.elb.amazonaws.com");
        target.optional("dnsTarget", TARGET, "the name that the domain's record shall point to");
        target.optional("liveSettingsCommand", Pattern.compile(".*\\S.*"), "a command");
    }

    private static void approvals(CheckedNode approvals) {
        approvals.keys("approvers", "pageUrl", "goLivePeople", "expireAfter");
        approvals.list("approvers", true, MAIL, "a mail address");
        approvals.optional("pageUrl", HTTP, "an address with scheme");
        approvals.integer("goLivePeople", 1, 20);
        approvals.duration("expireAfter");
        int needed = approvals.integerOr("goLivePeople", 2);
        int there = approvals.size("approvers");
        if (there > 0 && there < needed) {
            approvals.mistake("approvers", "names " + there + ", but go-live needs " + needed + " different people");
        }
    }

    private static void database(CheckedNode database) {
        database.keys("strategy", "compare", "jobs");
        database.oneOf("strategy", "dump", "shared", "replicate");
        database.oneOf("compare", "content", "rows");
        database.integer("jobs", 1, 64);
    }

    private static void storage(CheckedNode storage) {
        storage.keys("mode", "from", "to");
        storage.oneOf("mode", "none", "shared", "copied");
        boolean copied = storage.is("mode", "copied");
        storage.text("from", copied, S3, "s3://bucket/prefix");
        storage.text("to", copied, S3, "s3://bucket/prefix");
    }

    private static void dns(CheckedNode dns) {
        dns.keys("zoneId", "ttlSeconds", "publicResolvers");
        dns.required("zoneId", TARGET, "the Route 53 hosted zone's id");
        dns.integer("ttlSeconds", 1, 86_400);
        dns.list("publicResolvers", false, TARGET, "host or host:port");
    }
}
