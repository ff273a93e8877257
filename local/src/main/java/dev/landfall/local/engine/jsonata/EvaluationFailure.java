package dev.landfall.local.engine.jsonata;

/** An expression that gave no JSON value. The message is a sentence about the expression, without the state's name. */
public final class EvaluationFailure extends Exception {

    public EvaluationFailure(String message) {
        super(message);
    }
}
