package dev.landfall.local.engine.definition;

import java.util.Set;
import java.util.regex.Pattern;

/** Reads Assign and Output, and checks what expressions may use. */
final class ResultsReader {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private final Set<String> outer;

    /** @param outer variables of enclosing graphs, which must not be assigned */
    ResultsReader(Set<String> outer) {
        this.outer = outer;
    }

    Results read(Fields fields, Scope scope) {
        var assign = fields.members("Assign");
        assign.ifPresent(members -> {
            check(fields, "Assign", members, scope);
            members.members().keySet().forEach(name -> checkName(fields, name));
        });
        var output = fields.template("Output");
        output.ifPresent(template -> check(fields, "Output", template, scope));
        return new Results(assign, output);
    }

    private void checkName(Fields fields, String name) {
        if (name.equals("states") || !NAME.matcher(name).matches()) {
            fields.refuse(
                    "Assign/" + name,
                    "it is not a variable's name: letters, digits and _ (not first a digit), "
                            + "at most 80 of them, and not 'states'");
        }
        if (outer.contains(name)) {
            fields.refuse(
                    "Assign/" + name,
                    "a variable of this name is assigned outside this Map or Parallel state, where only reading it is allowed");
        }
    }

    void check(Fields fields, String field, Template template, Scope scope) {
        template.forEachExpression(expression -> scope.forbidden().stream()
                .filter(expression::mentions)
                .forEach(name -> fields.refuse(field, name + " is not available in this field")));
    }
}
