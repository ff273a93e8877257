package dev.landfall.approval;

import dev.landfall.gateway.SecretVault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** {@code <page>/approve/<id>?p=<person>&s=<signature>}: tied to gate, address and expiry, so each is good for one person. */
record GateLink(SecretVault vault) {

    String url(String pageUrl, Gate gate, String address) {
        var base = pageUrl.endsWith("/") ? pageUrl.substring(0, pageUrl.length() - 1) : pageUrl;
        return base + "/approve/" + gate.id() + "?p=" + Gate.person(address) + "&s=" + signature(gate, address);
    }

    boolean isValid(Gate gate, String address, String given) {
        return MessageDigest.isEqual(
                signature(gate, address).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(Gate gate, String address) {
        return vault.sign("approval\n" + gate.id() + "\n" + address.toLowerCase(Locale.ROOT) + "\n" + gate.expires());
    }
}
