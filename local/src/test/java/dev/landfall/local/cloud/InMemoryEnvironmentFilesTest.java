package dev.landfall.local.cloud;

import dev.landfall.contract.EnvironmentFilesContract;
import java.util.Map;

class InMemoryEnvironmentFilesTest extends EnvironmentFilesContract {

    @Override
    protected InMemoryEnvironmentFiles files() {
        return new InMemoryEnvironmentFiles(Map.of(ARN, CONTENT));
    }
}
