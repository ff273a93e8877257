package dev.landfall.gateway;

import java.net.URI;
import java.util.Optional;

/** One HTTP request, made to a given address under the real Host name (and SNI). */
public interface HttpProbe {

    /**
     * Makes one GET request and follows no redirect.
     *
     * @param address where to connect: scheme, host, port and path
     * @param host the name that users would type; sent as Host header and SNI
     * @return the answer, or the reason in words where there was none
     */
    Answer get(URI address, String host);

    /** Status 0 means that no answer came; {@code failure} then says why. */
    record Answer(int status, String body, Optional<String> failure) {}
}
