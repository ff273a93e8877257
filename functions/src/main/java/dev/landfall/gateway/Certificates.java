package dev.landfall.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates of AWS Certificate Manager in this region. */
public interface Certificates {

    /** Those whose names, wildcards followed, cover the domain; issued ones first. */
    List<Certificate> covering(String domain);

    /**
     * One certificate.
     *
     * @param names the domain name and its alternatives
     * @param status ACM's word: {@code ISSUED}, {@code PENDING_VALIDATION}, {@code EXPIRED}, {@code FAILED} …
     * @param validation records that ACM wants to find in DNS
     */
    record Certificate(
            String arn, List<String> names, String status, Optional<Instant> notAfter, List<RecordSet> validation) {
        public Certificate {
            names = List.copyOf(names);
            validation = List.copyOf(validation);
        }

        /** Whether one of the names is the domain or a wildcard that matches it: {@code *} stands for one label. */
        public static boolean covers(List<String> names, String domain) {
            return names.stream().anyMatch(name -> name.equalsIgnoreCase(domain) || matches(name, domain));
        }

        private static boolean matches(String wildcard, String domain) {
            int dot = domain.indexOf('.');
            return wildcard.startsWith("*.")
                    && dot > 0
                    && domain.substring(dot).equalsIgnoreCase(wildcard.substring(1));
        }
    }
}
