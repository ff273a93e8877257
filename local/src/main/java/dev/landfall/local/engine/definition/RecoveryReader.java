package dev.landfall.local.engine.definition;

import java.util.List;
import java.util.Set;

/** Reads Retry and Catch. */
final class RecoveryReader {

    private static final long MOST_SECONDS = 99_999_999;
    private static final long LONGEST_DELAY_SECONDS = 31_622_399;
    private static final String ALL = "States.ALL";

    private RecoveryReader() {}

    static Recovery read(Fields fields, ResultsReader results) {
        var retriers = fields.objects("Retry");
        var catchers = fields.objects("Catch");
        checkOrder(retriers);
        checkOrder(catchers);
        return new Recovery(
                retriers.stream().map(RecoveryReader::retrier).toList(),
                catchers.stream().map(catcher -> catcher(catcher, results)).toList());
    }

    private static Retrier retrier(Fields fields) {
        fields.allow(Set.of(
                "ErrorEquals",
                "IntervalSeconds",
                "MaxAttempts",
                "BackoffRate",
                "MaxDelaySeconds",
                "JitterStrategy",
                "Comment"));
        var interval = fields.integer("IntervalSeconds", 1, MOST_SECONDS).orElse(1L);
        var longest = fields.integer("MaxDelaySeconds", 1, LONGEST_DELAY_SECONDS);
        var jitter = fields.text("JitterStrategy").orElse("NONE");
        if (!jitter.equals("FULL") && !jitter.equals("NONE")) {
            fields.refuse("JitterStrategy", "it must be FULL or NONE");
        }
        return new Retrier(
                fields.texts("ErrorEquals"),
                interval,
                fields.integer("MaxAttempts", 0, MOST_SECONDS).orElse(3L).intValue(),
                fields.number("BackoffRate", 1, Integer.MAX_VALUE).orElse(2.0),
                longest.map(Long::doubleValue),
                jitter.equals("FULL"));
    }

    private static Catcher catcher(Fields fields, ResultsReader results) {
        fields.allow(Set.of("ErrorEquals", "Next", "Assign", "Output", "Comment"));
        return new Catcher(fields.texts("ErrorEquals"), fields.required("Next"), results.read(fields, Scope.CATCH));
    }

    private static void checkOrder(List<Fields> all) {
        for (var index = 0; index < all.size(); index++) {
            var fields = all.get(index);
            var errors = fields.elementTexts("ErrorEquals");
            if (!errors.contains(ALL)) {
                continue;
            }
            if (errors.size() > 1) {
                fields.refuse("ErrorEquals", "States.ALL must be alone");
            }
            if (index < all.size() - 1) {
                fields.refuse("ErrorEquals", "States.ALL must be in the last one");
            }
        }
    }
}
