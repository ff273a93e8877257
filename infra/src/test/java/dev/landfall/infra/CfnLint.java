package dev.landfall.infra;

import dev.landfall.testing.PythonTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program that knows what CloudFormation accepts. */
final class CfnLint {

    private CfnLint() {}

    /** Code 0 and no word where it finds nothing at all. */
    static Said lint(List<Path> templates) throws IOException, InterruptedException {
        var words = Stream.concat(
                Stream.of(
                        PythonTools.program("cfn-lint").toString(),
                        "--non-zero-exit-code",
                        "informational",
                        "--regions",
                        "us-east-1",
                        // CDK writes a dependency on a role out that a reference implies already.
                        "--ignore-checks",
                        "W3005",
                        "--template"),
                templates.stream().map(Path::toString));
        return Said.by(Path.of("."), words.toList());
    }
}
