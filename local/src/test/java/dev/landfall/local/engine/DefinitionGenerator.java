package dev.landfall.local.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes definitions at random: mostly sound, with loops, failures, and now and then a fault. */
final class DefinitionGenerator {

    private final Random random;
    private int named;

    DefinitionGenerator(long seed) {
        random = new Random(seed);
    }

    String definition() {
        return "{'QueryLanguage':'JSONata'," + graph(2) + "}";
    }

    private String graph(int depth) {
        var names = IntStream.rangeClosed(0, 2 + random.nextInt(5))
                .mapToObj(index -> "S" + named++)
                .toList();
        List<String> states = new ArrayList<>();
        for (var index = 0; index < names.size(); index++) {
            states.add("'" + names.get(index) + "':{" + state(names, index, depth) + "}");
        }
        return "'StartAt':'" + names.getFirst() + "','States':{" + String.join(",", states) + "}";
    }

    private String target(List<String> names, int index) {
        if (random.nextInt(60) == 0) {
            return "Nowhere";
        }
        var back = random.nextInt(25) == 0;
        return names.get(back ? random.nextInt(names.size()) : Math.min(index + 1, names.size() - 1));
    }

    private String flow(List<String> names, int index) {
        return index == names.size() - 1 ? "'End':true" : "'Next':'" + target(names, index) + "'";
    }

    private String state(List<String> names, int index, int depth) {
        var last = index == names.size() - 1;
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "'Type':'Pass','Output':" + value() + "," + flow(names, index);
            case 1 -> "'Type':'Wait','Seconds':" + random.nextInt(100_000) + "," + flow(names, index);
            case 2 ->
                last
                        ? "'Type':'Succeed'"
                        : "'Type':'Choice','Choices':[{'Condition':'{% $random() < 0.5 %}','Next':'"
                                + target(names, index) + "'}],'Default':'" + target(names, index) + "'";
            case 3 ->
                last ? "'Type':'Fail','Error':'E" + random.nextInt(3) + "'" : "'Type':'Pass'," + flow(names, index);
            case 4, 5, 6 ->
                "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke"
                        + (random.nextBoolean()
                                ? ".waitForTaskToken','TimeoutSeconds':" + (1 + random.nextInt(900))
                                : "'")
                        + "," + recovery(names, index) + flow(names, index);
            case 7 ->
                "'Type':'Parallel','Branches':["
                        + IntStream.rangeClosed(0, random.nextInt(3))
                                .mapToObj(branch -> "{" + graph(depth - 1) + "}")
                                .collect(Collectors.joining(","))
                        + "]," + recovery(names, index) + flow(names, index);
            default ->
                "'Type':'Map','Items':[1,2,3],'MaxConcurrency':" + random.nextInt(3) + ",'ItemProcessor':{"
                        + graph(depth - 1) + "}," + recovery(names, index) + flow(names, index);
        };
    }

    private String recovery(List<String> names, int index) {
        var retry = random.nextBoolean()
                ? "'Retry':[{'ErrorEquals':['E1','States.Timeout'],'MaxAttempts':" + random.nextInt(4) + "}],"
                : "";
        var caught = random.nextBoolean()
                ? "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'" + target(names, index) + "'}],"
                : "";
        return retry + caught;
    }

    private String value() {
        return switch (random.nextInt(4)) {
            case 0 -> "{'a':'{% $states.input %}'}";
            case 1 -> "'{% $states.input.missing %}'";
            case 2 -> "[1,'{% $range(1,3,1) %}']";
            default -> "'{% $type($states.input) %}'";
        };
    }
}
