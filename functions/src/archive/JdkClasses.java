import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the classes of this JDK into an archive: {@code java JdkClasses.java jdk.jar}. The program that leaves out what
 * no handler uses has to know what a class inherits from the JDK, and JDKs no longer come with archives of their own.
 */
void main(String[] arguments) throws IOException {
    var archive = Path.of(arguments[0]);
    if (Files.exists(archive)) {
        return;
    }
    Files.createDirectories(archive.toAbsolutePath().getParent());
    var modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    var names = List.of("java.base", "java.desktop", "java.logging", "java.management", "java.naming", "java.net.http",
            "java.security.jgss", "java.sql", "java.transaction.xa", "java.xml", "jdk.net", "jdk.unsupported");
    var unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
    try (var output = new ZipOutputStream(Files.newOutputStream(unfinished))) {
        output.setLevel(1);
        for (var name : names) {
            var module = modules.resolve(name);
            try (var files = Files.walk(module)) {
                for (var file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    var inside = module.relativize(file).toString();
                    if (!inside.equals("module-info.class")) {
                        output.putNextEntry(new ZipEntry(inside));
                        Files.copy(file, output);
                    }
                }
            }
        }
    }
    Files.move(unfinished, archive);
}
