package dev.landfall.local.cloud;

import dev.landfall.gateway.Certificates;
import java.util.Comparator;
import java.util.List;

/** Certificates; whoever holds the list may change it. */
public record InMemoryCertificates(List<Certificate> all) implements Certificates {

    @Override
    public List<Certificate> covering(String domain) {
        return all.stream()
                .filter(each -> Certificate.covers(each.names(), domain))
                .sorted(Comparator.comparing(each -> !each.status().equals("ISSUED")))
                .toList();
    }
}
