import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Writes what an archive has to say of others' work in it: each library with its licence, as the bill of materials has it,
 * and the texts that the libraries bring along, each once.
 */
final class Notices {

    private static final Pattern TEXT =
            Pattern.compile("(?:META-INF/)?(?:licenses?/)?[^/]*(?:LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)[^/]*(?:\\.txt|\\.md)?", Pattern.CASE_INSENSITIVE);

    private Notices() {}

    /** Takes the bill of materials in XML, the class path in a file, and the file to write. */
    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        var licences = licences(Path.of(arguments[0]));
        var texts = texts(Files.readString(Path.of(arguments[1])).strip().split(":"));
        var target = Path.of(arguments[2]);
        var unknown = licences.entrySet().stream().filter(each -> each.getValue().isEmpty()).map(Map.Entry::getKey).toList();
        if (!unknown.isEmpty()) {
            System.err.println("LICENCE_UNKNOWN [OPERATOR]: Nothing tells the licence of " + String.join(", ", unknown)
                    + ". Remedy: find it out, or use another library.");
            System.exit(1);
        }
        var page = new StringBuilder("Landfall holds these libraries. Each stands under its own licence.\n\n");
        licences.forEach((name, licence) -> page.append(name).append(": ").append(licence).append('\n'));
        texts.forEach((text, names) -> page.append("\n\n---- ")
                .append(String.join(", ", names))
                .append(" ----\n\n")
                .append(text)
                .append('\n'));
        Files.createDirectories(target.getParent());
        Files.writeString(target, page);
    }

    private static Map<String, String> licences(Path bill)
            throws IOException, ParserConfigurationException, SAXException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // Those of the bill itself: the tools that made it are listed in it, too.
        var bom = factory.newDocumentBuilder().parse(bill.toFile()).getDocumentElement();
        var components = children(bom, "components").getFirst();
        var licences = new TreeMap<String, String>();
        for (var component : children(components, "component")) {
            var group = text(component, "group");
            if (!group.equals("dev.landfall")) {
                licences.put(group + ":" + text(component, "name") + " " + text(component, "version"), licence(component));
            }
        }
        return licences;
    }

    private static String licence(Element component) {
        var found = new ArrayList<String>();
        for (var all : children(component, "licenses")) {
            children(all, "license").forEach(one -> found.add(text(one, "id").isEmpty() ? text(one, "name") : text(one, "id")));
            children(all, "expression").forEach(one -> found.add(one.getTextContent().strip()));
        }
        return String.join(" or ", found);
    }

    /** By text, for many libraries bring the same one. */
    private static Map<String, List<String>> texts(String[] jars) throws IOException {
        var texts = new LinkedHashMap<String, List<String>>();
        for (var jar : jars) {
            var file = Path.of(jar);
            if (!jar.endsWith(".jar") || file.getFileName().toString().startsWith("landfall-")) {
                continue;
            }
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : zip.stream().filter(each -> TEXT.matcher(each.getName()).matches()).toList()) {
                    var text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).strip();
                    var names = texts.computeIfAbsent(text, none -> new ArrayList<>());
                    var name = file.getFileName().toString().replace(".jar", "");
                    if (!names.contains(name)) {
                        names.add(name);
                    }
                }
            }
        }
        return texts;
    }

    private static List<Element> children(Element parent, String name) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(node -> node instanceof Element element && element.getTagName().equals(name))
                .map(Element.class::cast)
                .toList();
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(found -> found.getTextContent().strip()).orElse("");
    }
}
