package dev.landfall.local.engine.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one state. */
final class StateReader {

    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Set<String> FLOW = Set.of("Assign", "Output", "Next", "End");
    private static final Set<String> RECOVERY = Set.of("Retry", "Catch");

    private final Fields fields;
    private final String language;
    private final Set<String> assigned;
    private final Set<String> names;
    private final ResultsReader results;

    /** @param assigned variables of this graph and of those around it */
    StateReader(Fields fields, String language, Set<String> outer, Set<String> assigned, Set<String> names) {
        this.fields = fields;
        this.language = language;
        this.assigned = assigned;
        this.names = names;
        results = new ResultsReader(outer);
    }

    /** Names that the state, its choice rules and its catchers assign; wrong shapes are reported elsewhere. */
    static Set<String> assignedNames(Fields state) {
        var names = new HashSet<>(state.memberNames("Assign"));
        Stream.of("Choices", "Catch")
                .flatMap(field -> state.elements(field).stream())
                .forEach(inner -> names.addAll(inner.memberNames("Assign")));
        return names;
    }

    Optional<State> read() {
        var problem = DefinitionReader.jsonataProblem(fields, language);
        if (problem.isPresent()) {
            fields.refuse("QueryLanguage", problem.get());
            return Optional.empty();
        }
        var type = fields.required("Type");
        return switch (type) {
            case "Task" -> Optional.of(task());
            case "Choice" -> Optional.of(choice());
            case "Wait" -> Optional.of(waiting());
            case "Parallel" -> Optional.of(parallel());
            case "Map" -> Optional.of(map());
            case "Pass" -> {
                allow(List.of(FLOW));
                yield Optional.of(new State.Pass(fields.state(), results.read(fields, Scope.PLAIN), next()));
            }
            case "Succeed" -> {
                allow(List.of(Set.of("Output")));
                yield Optional.of(new State.Succeed(fields.state(), results.read(fields, Scope.PLAIN)));
            }
            case "Fail" -> {
                allow(List.of(Set.of("Error", "Cause")));
                yield Optional.of(new State.Fail(fields.state(), textTemplate("Error"), textTemplate("Cause")));
            }
            case "" -> Optional.empty();
            default -> {
                fields.refuse("Type", "'" + type + "' is not a state type");
                yield Optional.empty();
            }
        };
    }

    private State task() {
        allow(List.of(FLOW, RECOVERY, Set.of("Resource", "Arguments", "TimeoutSeconds", "HeartbeatSeconds")));
        var arn = fields.required("Resource");
        var resource = Resource.parse(arn);
        if (resource.isEmpty() && !arn.isEmpty()) {
            fields.refuse("Resource", "'" + arn + "' is neither a service integration nor a Lambda function");
        }
        var timeout = seconds("TimeoutSeconds");
        var heartbeat = seconds("HeartbeatSeconds");
        if (literal(heartbeat) >= literal(timeout) && literal(heartbeat) > 0 && literal(timeout) > 0) {
            fields.refuse("HeartbeatSeconds", "it must be smaller than TimeoutSeconds");
        }
        return new State.Task(
                fields.state(),
                resource.orElse(new Resource(arn, "", "", Resource.CallPattern.REQUEST_RESPONSE)),
                checked("Arguments", fields.template("Arguments")),
                results.read(fields, Scope.RESULT),
                timeout,
                heartbeat,
                RecoveryReader.read(fields, results),
                next());
    }

    private Optional<Template> seconds(String field) {
        return checked(field, fields.integerOrExpression(field, 1, DefinitionReader.LONGEST_SECONDS));
    }

    private static long literal(Optional<Template> template) {
        return template.orElse(null) instanceof Template.Literal(var value) ? value.longValue() : -1;
    }

    private State choice() {
        allow(List.of(Set.of("Choices", "Default", "Assign", "Output")));
        var rules = fields.objects("Choices").stream()
                .map(rule -> {
                    rule.allow(Set.of("Condition", "Next", "Assign", "Output", "Comment"));
                    if (!rule.has("Condition")) {
                        rule.refuse("Condition", "it is missing");
                    }
                    var condition = rule.template("Condition").orElse(new Template.Members(Map.of()));
                    var isTruth = condition instanceof Template.Literal(var value) && value.isBoolean();
                    if (rule.has("Condition") && !isTruth && !(condition instanceof Template.Computed)) {
                        rule.refuse("Condition", "it must be an expression or a boolean");
                    }
                    results.check(rule, "Condition", condition, Scope.PLAIN);
                    return new ChoiceRule(condition, rule.required("Next"), results.read(rule, Scope.PLAIN));
                })
                .toList();
        if (rules.isEmpty()) {
            fields.refuse("Choices", "it must be an array of at least one rule");
        }
        return new State.Choice(fields.state(), rules, fields.text("Default"), results.read(fields, Scope.PLAIN));
    }

    private State waiting() {
        allow(List.of(FLOW, Set.of("Seconds", "Timestamp")));
        var seconds = checked("Seconds", fields.integerOrExpression("Seconds", 0, DefinitionReader.LONGEST_SECONDS));
        var timestamp = textTemplate("Timestamp");
        if (timestamp.orElse(null) instanceof Template.Literal(var value)
                && Timestamps.parse(value.asText()).isEmpty()) {
            fields.refuse("Timestamp", "'" + value.asText() + "' is not an RFC 3339 time such as 2026-11-20T08:00:00Z");
        }
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            fields.refuse("Seconds", "exactly one of Seconds and Timestamp is needed");
        }
        return new State.Wait(fields.state(), seconds, timestamp, results.read(fields, Scope.PLAIN), next());
    }

    private State parallel() {
        allow(List.of(FLOW, RECOVERY, Set.of("Branches", "Arguments")));
        var branches = fields.objects("Branches").stream()
                .map(branch -> {
                    branch.allow(Set.of("StartAt", "States", "Comment"));
                    return DefinitionReader.graph(branch, inherited(), assigned, names);
                })
                .toList();
        if (branches.isEmpty()) {
            fields.refuse("Branches", "it must be an array of at least one branch");
        }
        return new State.Parallel(
                fields.state(),
                branches,
                checked("Arguments", fields.template("Arguments")),
                results.read(fields, Scope.RESULT),
                RecoveryReader.read(fields, results),
                next());
    }

    private State map() {
        allow(List.of(FLOW, RECOVERY, Set.of("ItemProcessor", "Items", "ItemSelector", "MaxConcurrency")));
        var graph = fields.object("ItemProcessor").map(processor -> {
            processor.allow(Set.of("ProcessorConfig", "StartAt", "States", "Comment"));
            if (processor.has("ProcessorConfig")) {
                processor.object("ProcessorConfig").ifPresent(config -> {
                    config.allow(Set.of("Mode"));
                    config.text("Mode")
                            .filter(mode -> !mode.equals("INLINE"))
                            .ifPresent(
                                    mode -> config.refuse("Mode", "'" + mode + "' is not supported; only INLINE is"));
                });
            }
            return DefinitionReader.graph(processor, inherited(), assigned, names);
        });
        var items = checked("Items", fields.template("Items"));
        if (items.isPresent()
                && !(items.get() instanceof Template.Elements)
                && !(items.get() instanceof Template.Computed)) {
            fields.refuse("Items", "it must be an array or an expression");
        }
        return new State.Map(
                fields.state(),
                graph.orElse(new StateGraph("", Map.of())),
                items,
                checked("ItemSelector", fields.template("ItemSelector")),
                checked("MaxConcurrency", fields.integerOrExpression("MaxConcurrency", 0, Integer.MAX_VALUE)),
                results.read(fields, Scope.RESULT),
                RecoveryReader.read(fields, results),
                next());
    }

    private String inherited() {
        return fields.text("QueryLanguage").orElse(language);
    }

    private void allow(List<Set<String>> sets) {
        fields.allow(Stream.concat(Stream.of(COMMON), sets.stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
    }

    private Optional<Template> checked(String field, Optional<Template> template) {
        template.ifPresent(present -> results.check(fields, field, present, Scope.PLAIN));
        return template;
    }

    private Optional<Template> textTemplate(String field) {
        var template = checked(field, fields.template(field));
        var isText = template.filter(value -> value instanceof Template.Computed
                        || (value instanceof Template.Literal(var literal) && literal.isTextual()))
                .isPresent();
        if (template.isPresent() && !isText) {
            fields.refuse(field, "it must be a string");
        }
        return template;
    }

    private Optional<String> next() {
        var next = fields.text("Next");
        if (fields.has("End") && !fields.isTrue("End")) {
            fields.refuse("End", "it can only be true");
        }
        if (fields.has("Next") == fields.has("End")) {
            fields.refuse("Next", "exactly one of Next and End is needed");
        }
        return next;
    }
}
