package dev.landfall.infra.iam;

import dev.landfall.model.rights.Handler;
import dev.landfall.model.rights.HandlerTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A table of rights for people and for the evaluator: Markdown, with the columns who, action, on, with (the request's
 * context) and why.
 */
record RightsTable(List<Row> rows) {

    /** One line, as it stands there. */
    record Row(String who, String action, String on, String with, String why) {}

    static RightsTable read(String resource) {
        try (var text = RightsTable.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("There is no " + resource);
            }
            return new RightsTable(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| who"))
                    .map(RightsTable::row)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != 7) {
            throw new IllegalStateException("Five columns are wanted: " + line);
        }
        return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
    }

    /** Every request that the table stands for, in one deployment. */
    List<Request> requests(SampleWorld world) {
        return rows.stream()
                .flatMap(row -> who(row.who(), world)
                        .map(by -> new Request(by, row.action(), world.on(row.on()), context(row.with()), row.why())))
                .toList();
    }

    private static Map<String, String> context(String text) {
        var context = new TreeMap<String, String>();
        Stream.of(text.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> {
                    var parts = each.split("=", 2);
                    context.put(parts[0], parts[1]);
                });
        return context;
    }

    /** {@code functions}, {@code functions but A, B*}, one function's name, or one of the others. */
    private static Stream<String> who(String text, SampleWorld world) {
        return switch (text) {
            case "a wide role" -> Stream.of(Bystander.WIDE_ROLE);
            case "root" -> Stream.of(Bystander.ROOT);
            case "CloudFormation" -> Stream.of(Bystander.CLOUD_FORMATION);
            case "mover task" -> Stream.of(world.movers().taskRole());
            case "mover job" -> Stream.of(world.movers().jobRole());
            case "deployment" -> Stream.of(world.deploymentRole());
            case "machines" -> world.machineRoles();
            default ->
                text.startsWith("functions")
                        ? functions(text.substring("functions".length()), world)
                        : Stream.of(world.requests().roleOf(text));
        };
    }

    private static Stream<String> functions(String but, SampleWorld world) {
        var left = Arrays.stream(but.replaceFirst("^ but ", "").split(","))
                .map(String::strip)
                .toList();
        return HandlerTable.handlers().stream()
                .map(Handler::name)
                .filter(name -> left.stream()
                        .noneMatch(pattern -> pattern.endsWith("*")
                                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                                : name.equals(pattern)))
                .map(world.requests()::roleOf);
    }
}
