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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Writes what an archive has to say of others' work in it: each library with its licence, and the texts that the libraries bring along, each once.
 */
final class Notices {

    private static final Pattern TEXT =
            Pattern.compile("(?:META-INF/)?(?:licenses?/)?[^/]*(?:LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)[^/]*(?:\\.txt|\\.md)?", Pattern.CASE_INSENSITIVE);

    private static final int MOST_PARENTS = 8;

    private Notices() {}

    /** Takes the class path in a file, and the file to write. */
    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        var jars = Stream.of(Files.readString(Path.of(arguments[0])).strip().split(":"))
                .filter(jar -> jar.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> !jar.getFileName().toString().startsWith("landfall-"))
                .toList();
        var licences = licences(jars);
        var texts = texts(jars);
        var target = Path.of(arguments[1]);
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

    /** As the project file beside each library has it, or its parent's: a build without a network knows no more. */
    private static Map<String, String> licences(List<Path> jars)
            throws IOException, ParserConfigurationException, SAXException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var reader = factory.newDocumentBuilder();
        var licences = new TreeMap<String, String>();
        for (var jar : jars) {
            var version = jar.resolveSibling("");
            var artifact = version.getParent();
            var pom = version.resolve(artifact.getFileName() + "-" + version.getFileName() + ".pom");
            var name = artifact.getFileName() + " " + version.getFileName();
            var found = "";
            for (var depth = 0; found.isEmpty() && depth < MOST_PARENTS; depth++) {
                var project = reader.parse(pom.toFile()).getDocumentElement();
                found = licence(project);
                var parents = children(project, "parent");
                if (parents.isEmpty()) {
                    break;
                }
                pom = pom(repository(pom, project), parents.getFirst());
            }
            licences.put(name, found);
        }
        return licences;
    }

    /** The folder above the groups: a project file lies in group, artifact and version. */
    private static Path repository(Path pom, Element project) {
        var group = text(project, "groupId").isEmpty()
                ? text(children(project, "parent").getFirst(), "groupId")
                : text(project, "groupId");
        var folder = pom.resolveSibling("").getParent().getParent();
        for (var i = 0; i < group.split("\\.").length; i++) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Path pom(Path repository, Element parent) {
        var artifact = text(parent, "artifactId");
        var version = text(parent, "version");
        return repository
                .resolve(text(parent, "groupId").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom");
    }

    private static String licence(Element project) {
        return children(project, "licenses").stream()
                .flatMap(all -> children(all, "license").stream())
                .map(one -> text(one, "name"))
                .collect(Collectors.joining(" or "));
    }

    /** By text, for many libraries bring the same one. */
    private static Map<String, List<String>> texts(List<Path> jars) throws IOException {
        var texts = new LinkedHashMap<String, List<String>>();
        for (var file : jars) {
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
