package dev.landfall.local.world.side;

import dev.landfall.gateway.RecordSet;
import java.util.List;

/** What things are called in the local world. */
public final class Names {

    public static final String DOMAIN = "retool.example.com";
    public static final String ZONE = "example.com";
    public static final String ZONE_ID = "Z0LANDFALLLOCAL";

    public static final String SOURCE_CLUSTER = "retool-production";
    public static final String SOURCE_DNS = "retool-alb-1043284172.us-east-1.elb.amazonaws.com";
    public static final String SOURCE_MAIN = "retool";
    public static final String SOURCE_ROLE = "retool";
    public static final String SCHEDULE = "retool-nightly-report";

    public static final String TARGET_CLUSTER = "retool-blueprint";
    public static final String NAMESPACE = "acme-retool";
    public static final String RELEASE = "retool";
    public static final String TARGET_DNS = "k8s-acmeretool-9b1c8d8c11-1629743317.us-east-1.elb.amazonaws.com";
    public static final String TARGET_ROLE = "retool_admin";

    /** Hosts tell the servers apart, as RDS endpoints do. */
    public static final String SOURCE_DATABASE_HOST = "127.0.0.1";

    public static final String TARGET_DATABASE_HOST = "localhost";

    public static final String LIVE_SETTINGS_COMMAND = "./landfall world apply-live-settings";

    /** For the remedy of a check that found live settings on the target too early. */
    public static final String BEFORE_SETTINGS_COMMAND = "./landfall world apply-before-settings";

    /** With which the certificate of both load balancers was validated. */
    static final RecordSet VALIDATION = new RecordSet(
            "_2d1c7a0e9b3f44c5a6d7e8f901234567." + DOMAIN,
            "CNAME",
            300,
            List.of("_8f7e6d5c4b3a2910fedcba9876543210.xlfgrmvvlj.acm-validations.aws"),
            false);

    private Names() {}

    /** The zone before any move. */
    public static List<RecordSet> records() {
        return List.of(
                new RecordSet(DOMAIN, "CNAME", 300, List.of(SOURCE_DNS), false),
                new RecordSet("blueprints." + DOMAIN, "CNAME", 60, List.of(TARGET_DNS), false),
                VALIDATION,
                new RecordSet("_dmarc." + ZONE, "TXT", 3600, List.of("\"v=DMARC1; p=reject\""), false),
                new RecordSet(ZONE, "MX", 3600, List.of("10 mail.example.com."), false),
                new RecordSet(ZONE, "TXT", 3600, List.of("\"v=spf1 -all\""), false),
                new RecordSet("mail." + ZONE, "A", 3600, List.of("192.0.2.25"), false));
    }
}
