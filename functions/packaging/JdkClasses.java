import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/** Writes the classes of the JDK that runs it into one jar, for a tool that reads jars only. */
final class JdkClasses {

    private JdkClasses() {}

    private static final Set<String> LEFT_OUT = Set.of("module-info.class");

    /** Takes the path of the jar. */
    public static void main(String[] arguments) throws IOException {
        var jar = Path.of(arguments[0]);
        var modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
        try (var out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
                var files = Files.walk(modules)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (var file : (Iterable<Path>) files.filter(JdkClasses::isWanted)::iterator) {
                // modules, the module's name, then the path of the class.
                out.putNextEntry(new ZipEntry(file.subpath(2, file.getNameCount()).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static boolean isWanted(Path file) {
        return file.getNameCount() > 2
                && (file.getName(1).toString().startsWith("java.")
                        || file.getName(1).toString().equals("jdk.unsupported"))
                && file.toString().endsWith(".class")
                && !LEFT_OUT.contains(file.getFileName().toString());
    }
}
