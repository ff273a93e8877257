package dev.landfall.local.engine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One {@code {% … %}} string, compiled. Safe for use by several threads. */
public final class Expression {

    private static final long LONGEST_EVALUATION_MILLISECONDS = 5_000;
    private static final int DEEPEST_RECURSION = 1_000;
    private static final Pattern NOT_CODE =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/", Pattern.DOTALL);

    private final String text;
    private final String code;
    private final Jsonata compiled;

    private Expression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
        code = NOT_CODE.matcher(text).replaceAll("''");
    }

    /** Whether a string is an expression: it begins with the opening and ends with the closing delimiter exactly. */
    public static boolean isExpression(String string) {
        return string.length() >= 4 && string.startsWith("{%") && string.endsWith("%}");
    }

    /**
     * Compiles an expression.
     *
     * @param string with its delimiters
     * @throws EvaluationFailure where the syntax is wrong; the message says why and at which character
     */
    public static Expression parse(String string) throws EvaluationFailure {
        var text = string.substring(2, string.length() - 2).strip();
        if (text.isEmpty()) {
            throw new EvaluationFailure("the expression is empty");
        }
        try {
            var compiled = Jsonata.jsonata(text);
            compiled.setOutputConvertNulls(false);
            compiled.setValidateInput(false);
            return new Expression(text, compiled);
        } catch (JException wrong) {
            throw new EvaluationFailure("%s (%s, at character %d of '%s')"
                    .formatted(wrong.getMessage(), wrong.getError(), wrong.getLocation(), text));
        } catch (RuntimeException wrong) {
            // The library's parser also fails with plain runtime exceptions on some malformed expressions.
            throw new EvaluationFailure("the expression '%s' cannot be parsed".formatted(text));
        }
    }

    public String text() {
        return text;
    }

    /** Whether the code, strings and comments apart, has the name as a whole word. */
    public boolean mentions(String name) {
        return Pattern.compile(Pattern.quote(name) + "(?![A-Za-z0-9_])")
                .matcher(code)
                .find();
    }

    /**
     * Gives the expression its value.
     *
     * @param variables plain Java values by name without the dollar sign, as {@link JsonValues#toJava} makes them
     * @throws EvaluationFailure where the evaluation fails, is undefined or is no JSON
     */
    public JsonNode evaluate(Map<String, Object> variables, AwsFunctions functions) throws EvaluationFailure {
        return evaluateOrUndefined(variables, functions)
                .orElseThrow(() -> new EvaluationFailure("returned nothing (undefined)."));
    }

    private synchronized Optional<JsonNode> evaluateOrUndefined(Map<String, Object> variables, AwsFunctions functions)
            throws EvaluationFailure {
        try {
            var frame = compiled.createFrame();
            frame.setRuntimeBounds(LONGEST_EVALUATION_MILLISECONDS, DEEPEST_RECURSION);
            functions.bindTo(frame);
            variables.forEach(frame::bind);
            var value = compiled.evaluate(null, frame);
            return value == null ? Optional.empty() : Optional.of(JsonValues.toJson(value));
        } catch (JException failed) {
            throw new EvaluationFailure("threw an error during evaluation: " + reason(failed));
        } catch (StackOverflowError deep) {
            throw new EvaluationFailure("threw an error during evaluation: the recursion is too deep");
        } catch (RuntimeException failed) {
            // The library lets class casts and the like through for arguments of a wrong type.
            throw new EvaluationFailure("threw an error during evaluation: " + reason(failed));
        }
    }

    private static String reason(RuntimeException failed) {
        var message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName().toLowerCase(Locale.ROOT) : message;
    }
}
