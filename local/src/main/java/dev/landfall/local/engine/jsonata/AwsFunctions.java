package dev.landfall.local.engine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.local.engine.history.HistoryEvent;
import dev.landfall.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that Step Functions adds to JSONata, and its clock. An undefined first argument gives undefined, as
 * JSONata's own functions do; a wrong one is an evaluation error. {@code $eval} does not exist.
 */
public final class AwsFunctions {

    private static final int LONGEST_RANGE = 1_000_000;
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private final Map<String, Jsonata.JFunction> functions = new LinkedHashMap<>();

    public AwsFunctions(Supplier<Instant> clock, RandomGenerator random) {
        add("partition", AwsFunctions::partition);
        add("range", AwsFunctions::range);
        add("hash", AwsFunctions::hash);
        add("random", arguments -> random(arguments, random));
        add("uuid", arguments -> uuid(random));
        add("parse", AwsFunctions::parse);
        add("millis", arguments -> clock.get().toEpochMilli());
        add("eval", arguments -> {
            throw wrong("$eval is not available; use $parse");
        });
        add(
                "now",
                arguments -> arguments.isEmpty()
                        ? HistoryEvent.iso(clock.get())
                        : Functions.dateTimeFromMillis(
                                clock.get().toEpochMilli(), text(arguments, 0), text(arguments, 1)));
    }

    private interface Body {
        @Nullable
        Object apply(List<?> arguments);
    }

    private void add(String name, Body body) {
        functions.put(name, new Jsonata.JFunction((input, arguments) -> body.apply(arguments), null));
    }

    void bindTo(Jsonata.Frame frame) {
        functions.forEach(frame::bind);
    }

    private static @Nullable Object partition(List<?> arguments) {
        if (argument(arguments, 0) == null) {
            return null;
        }
        if (!(argument(arguments, 0) instanceof List<?> list)) {
            throw wrong("$partition needs an array");
        }
        var size = integer(arguments, 1, "$partition needs a chunk size that is a whole number");
        if (size <= 0) {
            throw wrong("$partition needs a chunk size above 0");
        }
        List<Object> parts = new ArrayList<>();
        for (var from = 0L; from < list.size(); from += size) {
            parts.add(new ArrayList<>(list.subList((int) from, (int) Math.min(from + size, list.size()))));
        }
        return parts;
    }

    private static Object range(List<?> arguments) {
        var complaint = "$range needs a first, a last and a step that are whole numbers";
        var first = integer(arguments, 0, complaint);
        var last = integer(arguments, 1, complaint);
        var step = integer(arguments, 2, complaint);
        if (step == 0) {
            throw wrong("$range needs a step other than 0");
        }
        List<Object> values = new ArrayList<>();
        for (var value = first; step > 0 ? value <= last : value >= last; value += step) {
            if (values.size() == LONGEST_RANGE) {
                throw wrong("$range makes at most " + LONGEST_RANGE + " values");
            }
            values.add((int) value == value ? (Object) (int) value : (Object) value);
        }
        return values;
    }

    private static @Nullable Object hash(List<?> arguments) {
        if (argument(arguments, 0) == null) {
            return null;
        }
        var algorithm = text(arguments, 1);
        if (!(argument(arguments, 0) instanceof String data) || algorithm == null || !ALGORITHMS.contains(algorithm)) {
            throw wrong("$hash needs a string and one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512");
        }
        try {
            var digest = MessageDigest.getInstance(algorithm).digest(data.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(algorithm + " is missing from this Java", missing);
        }
    }

    private static Object random(List<?> arguments, RandomGenerator random) {
        return argument(arguments, 0) == null
                ? random.nextDouble()
                : new Random(integer(arguments, 0, "$random needs a seed that is a whole number")).nextDouble();
    }

    private static Object uuid(RandomGenerator random) {
        var high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        var low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static @Nullable Object parse(List<?> arguments) {
        if (argument(arguments, 0) == null) {
            return null;
        }
        if (!(argument(arguments, 0) instanceof String text)) {
            throw wrong("$parse needs a string of JSON");
        }
        try {
            return JsonValues.toJava(Json.MAPPER.readTree(text));
        } catch (JsonProcessingException | IllegalArgumentException notJson) {
            throw wrong("$parse was given text that is not JSON");
        }
    }

    private static @Nullable Object argument(List<?> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private static @Nullable String text(List<?> arguments, int index) {
        return argument(arguments, index) instanceof String text ? text : null;
    }

    private static long integer(List<?> arguments, int index, String complaint) {
        if (argument(arguments, index) instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())) {
            return number.longValue();
        }
        throw wrong(complaint);
    }

    private static JException wrong(String message) {
        return new JException(new IllegalArgumentException(message), message, -1, null, null);
    }
}
