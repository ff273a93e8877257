package dev.landfall.approval;

import dev.landfall.gateway.SecretVault;
import dev.landfall.gateway.SignatureText;
import dev.landfall.seal.SealedText;
import java.util.Locale;

/** {@code <page>/approve/<id>?p=<person>&s=<signature>}: tied to gate and address, so each is good for one person. */
record GateLink(SecretVault vault) {

    String url(String pageUrl, Gate gate, String address) {
        var base = pageUrl.endsWith("/") ? pageUrl.substring(0, pageUrl.length() - 1) : pageUrl;
        return base + "/approve/" + gate.id() + "?p=" + Gate.person(address) + "&s=" + signature(gate, address);
    }

    boolean isValid(Gate gate, String address, String given) {
        return vault.verify(text(gate, address), given);
    }

    /** Whether it can be a link's at all, which costs nothing to find out. */
    static boolean isShaped(String person, String signature) {
        return person.matches("[0-9a-f]{10}") && SignatureText.isShaped(signature);
    }

    private String signature(Gate gate, String address) {
        return vault.sign(text(gate, address));
    }

    private static String text(Gate gate, String address) {
        return new SealedText("link")
                .with("gate", gate.id())
                .with("address", address.toLowerCase(Locale.ROOT))
                .toString();
    }
}
