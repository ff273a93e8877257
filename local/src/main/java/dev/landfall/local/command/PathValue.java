package dev.landfall.local.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path of the command line; letters that the process's locale has no bytes for are told as what they are. */
final class PathValue implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text.replaceAll("[^ -~]", "?")
                    + "' holds letters that this locale has no bytes for (set LC_ALL=C.UTF-8)");
        }
    }
}
