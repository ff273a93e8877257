package dev.landfall.blueprint;

import dev.landfall.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the published Terraform modules ask for, read of them and kept with where that stands: {@code module-facts.json}.
 *
 * @param providers the narrowest version that any of the kit's modules asks for, by the name that Terraform gives it
 */
record ModuleFacts(String repository, Asked terraform, List<Provider> providers) {

    private static final ModuleFacts SHIPPED = read();

    ModuleFacts {
        providers = List.copyOf(providers);
    }

    /**
     * A version and who asks for it.
     *
     * @param of file and commit
     */
    record Asked(String version, String of) {}

    /** The same of a provider. */
    record Provider(String name, String source, String version, String of) {}

    static ModuleFacts shipped() {
        return SHIPPED;
    }

    private static ModuleFacts read() {
        try (var in = ModuleFacts.class.getResourceAsStream("module-facts.json")) {
            if (in == null) {
                throw new IllegalStateException("The archive lacks dev/landfall/blueprint/module-facts.json");
            }
            return Json.MAPPER.readValue(in, ModuleFacts.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the modules' facts", e);
        }
    }
}
