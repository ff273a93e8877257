import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a jar without those generated classes that no other class leads to. The shrinker before it takes each class for
 * used that implements a called method, whether or not anything makes one: the request of every action of every service.
 */
final class ReachedClasses {

    /** Generated, thousands of classes, and never found by name except as {@code archive.pro} says. */
    private static final Pattern GENERATED =
            Pattern.compile("(software/amazon/awssdk/services|io/fabric8/kubernetes/api/model)/.*");

    private static final Pattern TYPE = Pattern.compile("L([\\w/$]+)[;<]|([\\w$]+(?:/[\\w$]+)+)");

    private static final ClassFile READER = ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.StackMapsOption.DROP_STACK_MAPS,
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.DeadCodeOption.KEEP_DEAD_CODE);

    private ReachedClasses() {}

    /** Takes the jar, the path of its copy, and the most bytes that the copy may have. */
    public static void main(String[] arguments) throws IOException {
        var entries = read(Path.of(arguments[0]));
        var copy = Path.of(arguments[1]);
        long most = Long.parseLong(arguments[2]);
        write(entries, reached(entries), copy);
        if (Files.size(copy) > most) {
            System.err.println("ARCHIVE_TOO_LARGE [BUG]: " + copy + " has " + Files.size(copy) + " bytes, allowed are "
                    + most + ". Remedy: see which library grew, and what archive.pro keeps of it.");
            System.exit(1);
        }
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var each : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                entries.put(each.getName(), zip.getInputStream(each).readAllBytes());
            }
        }
        return entries;
    }

    private static Set<String> reached(Map<String, byte[]> entries) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<String>();
        entries.forEach((name, bytes) -> {
            if (!name.endsWith(".class") || !GENERATED.matcher(name).matches()) {
                open.add(name);
            }
        });
        while (!open.isEmpty()) {
            var name = open.pop();
            if (!reached.add(name)) {
                continue;
            }
            var bytes = entries.get(name);
            if (name.endsWith(".class")) {
                named(bytes).map(type -> type + ".class").filter(entries::containsKey).forEach(open::add);
            } else if (name.endsWith("execution.interceptors")) {
                new String(bytes, StandardCharsets.UTF_8).lines()
                        .map(line -> line.strip().replace('.', '/') + ".class")
                        .filter(entries::containsKey)
                        .forEach(open::add);
            }
        }
        return reached;
    }

    /** Every type that the class names, but not the nested classes that it merely lists. */
    private static Stream<String> named(byte[] bytes) {
        var model = READER.parse(bytes);
        var bare = READER.transformClass(
                model,
                ClassTransform.dropping(element ->
                        element instanceof InnerClassesAttribute || element instanceof NestMembersAttribute));
        return StreamSupport.stream(READER.parse(bare).constantPool().spliterator(), false)
                .flatMap(ReachedClasses::types);
    }

    private static Stream<String> types(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> Stream.of(type.asInternalName());
            case Utf8Entry text -> TYPE.matcher(text.stringValue())
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1));
            default -> Stream.empty();
        };
    }

    private static void write(Map<String, byte[]> entries, Set<String> reached, Path jar) throws IOException {
        try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            out.setLevel(9);
            for (var entry : entries.entrySet()) {
                if (reached.contains(entry.getKey())) {
                    var written = new ZipEntry(entry.getKey());
                    // The same content has the same bytes whenever it is built.
                    written.setTime(1767225600000L);
                    out.putNextEntry(written);
                    out.write(entry.getValue());
                }
            }
        }
    }
}
