package dev.landfall.local.cloud;

import dev.landfall.gateway.EnvironmentFiles;
import dev.landfall.gateway.SecretText;
import dev.landfall.model.failure.Problem;
import java.util.Map;

/** Environment files by their ARN; whoever holds the map may change it. */
public record InMemoryEnvironmentFiles(Map<String, SecretText> byArn) implements EnvironmentFiles {

    @Override
    public SecretText read(String arn) {
        var file = byArn.get(arn);
        if (file == null) {
            throw Problem.operator(
                            "ENVIRONMENT_FILE_UNREADABLE",
                            "The environment file " + arn + " does not exist.",
                            "Check the task definition, and that the file was not deleted.")
                    .asException();
        }
        return file;
    }
}
