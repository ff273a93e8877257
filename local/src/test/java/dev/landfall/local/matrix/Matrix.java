package dev.landfall.local.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.local.engine.ExecutionStatus;
import dev.landfall.local.matrix.FaultyRun.Met;
import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every task state that a way can reach × every fault, with what the watch does at the end. */
final class Matrix {

    private static final Map<Way, Matrix> MADE = new LinkedHashMap<>();

    private final Way way;
    private final Map<String, Map<Fault, List<Result>>> cells = new LinkedHashMap<>();
    private int executions;

    /**
     * How one run ended.
     *
     * @param lead what happened before, for people
     */
    record Result(Way way, String state, Met met, String lead, End end, String target, boolean both, boolean lost) {
        @Override
        public String toString() {
            return "%s: %s met %s%s%s: %s, target %s%s%s"
                    .formatted(
                            way,
                            state,
                            met.fault(),
                            met.afterwards() ? " after its work" : "",
                            lead.isEmpty() ? "" : ", after " + lead,
                            end,
                            target,
                            both ? ", both live on the way" : "",
                            lost ? ", rows lost without a word" : "");
        }
    }

    private Matrix(Way way) {
        this.way = way;
        var leads = leads();
        for (var state : tasks(way)) {
            if (leads.containsKey(state)) {
                cells.put(state, row(state, leads.get(state)));
            }
        }
    }

    static synchronized Matrix of(Way way) {
        return MADE.computeIfAbsent(way, Matrix::new);
    }

    Map<String, Map<Fault, List<Result>>> cells() {
        return cells;
    }

    int executions() {
        return executions;
    }

    List<Result> results() {
        return cells.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .flatMap(Collection::stream)
                .toList();
    }

    private Map<Fault, List<Result>> row(String state, Collection<Map<String, Met>> leads) {
        var row = new LinkedHashMap<Fault, List<Result>>();
        for (var fault : Fault.values()) {
            var results = new ArrayList<Result>();
            for (var lead : leads) {
                for (var afterwards : List.of(false, true)) {
                    results.add(result(state, lead, new Met(fault, afterwards)));
                }
            }
            row.put(fault, results);
        }
        return row;
    }

    private Result result(String state, Map<String, Met> lead, Met met) {
        var all = new LinkedHashMap<>(lead);
        all.put(state, met);
        executions++;
        var ended = FaultyRun.run(way, way.sides(), all);
        var sides = ended.sides();
        if (ended.status() != ExecutionStatus.SUCCEEDED) {
            sides.watchTells();
            if (sides.watchReturns()) {
                executions++;
                var returning = sides.isSwitched() ? Way.rollingBack(way.isShared()) : Way.returning(way.isShared());
                FaultyRun.run(returning, sides, Map.of());
            }
        }
        return new Result(
                way,
                state,
                met,
                String.join(" and ", lead.keySet()),
                sides.end(),
                sides.target(),
                sides.wereBothLive(),
                sides.lostWithoutAWord());
    }

    /** The ends of a cell, the best first. */
    static String words(Collection<Result> results) {
        return results.stream().map(Result::end).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(End::words)
                .collect(Collectors.joining(" or "));
    }

    /** Which failures lead to a state that an undisturbed run does not enter: one for each situation it is entered in. */
    private Map<String, Collection<Map<String, Met>>> leads() {
        var found = new LinkedHashMap<String, Map<String, Map<String, Met>>>();
        remember(found, Map.of());
        for (var depth = 0; depth < 2; depth++) {
            for (var lead : leadsSoFar(found, depth)) {
                for (var state :
                        List.copyOf(FaultyRun.run(way, way.sides(), lead).entered())) {
                    if (!lead.containsKey(state)) {
                        for (var afterwards : List.of(false, true)) {
                            var longer = new LinkedHashMap<>(lead);
                            longer.put(state, new Met(Fault.OPERATOR, afterwards));
                            remember(found, longer);
                        }
                    }
                }
            }
        }
        var leads = new LinkedHashMap<String, Collection<Map<String, Met>>>();
        found.forEach((state, bySituation) -> leads.put(state, bySituation.values()));
        return leads;
    }

    private static Set<Map<String, Met>> leadsSoFar(Map<String, Map<String, Map<String, Met>>> found, int depth) {
        var leads = new LinkedHashSet<Map<String, Met>>();
        found.values()
                .forEach(bySituation -> bySituation.values().stream()
                        .filter(lead -> lead.size() == depth)
                        .forEach(leads::add));
        return leads;
    }

    private void remember(Map<String, Map<String, Map<String, Met>>> found, Map<String, Met> lead) {
        executions++;
        var ended = FaultyRun.run(way, way.sides(), lead);
        for (var state : ended.entered()) {
            if (!lead.containsKey(state)) {
                var known = found.computeIfAbsent(state, name -> new LinkedHashMap<>());
                // What an undisturbed run enters needs no failure before it, unless the sides are in another state.
                known.putIfAbsent(ended.phases().get(state), Map.copyOf(lead));
            }
        }
    }

    /** Names of all task states of a way's machine, however deep, in the order of the file. */
    static List<String> tasks(Way way) {
        try {
            var names = new ArrayList<String>();
            collect(Json.MAPPER.readTree(way.machine().definitionJson()), names);
            return names;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static void collect(JsonNode machine, List<String> names) {
        machine.path("States").properties().forEach(state -> {
            if (state.getValue().path("Type").asText().equals("Task")) {
                names.add(state.getKey());
            }
            collect(state.getValue().path("ItemProcessor"), names);
            state.getValue().path("Branches").forEach(branch -> collect(branch, names));
        });
    }
}
