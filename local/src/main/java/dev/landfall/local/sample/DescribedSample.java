package dev.landfall.local.sample;

import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.ServiceDetails.ServiceDetail;
import dev.landfall.gateway.SourceService;
import dev.landfall.local.cloud.InMemorySecretVault;
import java.util.List;
import java.util.Map;

/** A public deployment; its values are made up and can all be read. */
record DescribedSample(Sample sample) implements DescribedSource {

    @Override
    public String word() {
        return sample.word();
    }

    @Override
    public String domain() {
        return "retool.example.com";
    }

    @Override
    public List<SourceService> services(InMemorySecretVault vault) {
        return new SampleSource(sample, vault).services();
    }

    @Override
    public Map<String, ServiceDetail> details(InMemorySecretVault vault) {
        return new SampleSource(sample, vault).details();
    }

    @Override
    public SecretVault read(InMemorySecretVault vault) {
        return vault;
    }

    @Override
    public boolean hasSurroundings() {
        return true;
    }
}
