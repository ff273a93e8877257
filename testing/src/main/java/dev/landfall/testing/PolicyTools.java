package dev.landfall.testing;

import java.io.IOException;
import java.util.List;

/** The program that evaluates IAM policies. */
public final class PolicyTools {

    private PolicyTools() {}

    /**
     * Judges requests to AWS; {@code testing/node/iam.js} tells how question and answer look.
     *
     * @param question JSON
     */
    public static String judge(String question) throws IOException, InterruptedException {
        return ToolCommand.ask(List.of("node", NodeTools.script("iam.js").toString()), question);
    }
}
