package dev.landfall.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.HttpProbe;
import dev.landfall.gateway.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageProbeTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void pageThatAnswersIsNotSilent() {
        assertThat(page(200, "<h1>" + Notices.PAGE_ALIVE + "</h1>").silence("https://x.example.com/gates/"))
                .isEmpty();
        assertThat(asked).containsExactly("https://x.example.com/gates/health x.example.com");
    }

    @Test
    void whateverElseAnswersThereIsNotThePage() {
        assertThat(page(200, "A parked domain.").silence("https://x.example.com"))
                .contains("it answered 200 and is not Landfall's page.");
        assertThat(page(403, "Forbidden").silence("https://x.example.com")).contains("it answered 403.");
        assertThat(page(500, "").silence("https://x.example.com")).contains("it answered 500.");
    }

    @Test
    void reasonOfNoAnswerIsSaid() {
        HttpProbe none = (address, host) -> new HttpProbe.Answer(0, "", Optional.of("x refused the connection."));
        assertThat(new PageProbe(none).silence("https://x.example.com")).contains("x refused the connection.");
    }

    private PageProbe page(int status, String body) {
        return new PageProbe((address, host) -> {
            asked.add(address + " " + host);
            return new HttpProbe.Answer(status, body, Optional.empty());
        });
    }
}
