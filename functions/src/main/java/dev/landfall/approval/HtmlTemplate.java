package dev.landfall.approval;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** A page's template among the resources; whatever is put into it is escaped unless the template says otherwise. */
public final class HtmlTemplate {

    private final PebbleTemplate template;

    /** {@code path} such as {@code dev/landfall/report/report.html}. */
    public HtmlTemplate(String path) {
        var engine = new PebbleEngine.Builder()
                .loader(new ClasspathLoader(HtmlTemplate.class.getClassLoader()))
                .autoEscaping(true)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build();
        template = engine.getTemplate(path);
    }

    public String fill(Map<String, Object> values) {
        var page = new StringWriter();
        try {
            template.evaluate(page, values);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return page.toString();
    }
}
