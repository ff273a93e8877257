package dev.landfall.model.configuration;

/**
 * One thing wrong with a configuration.
 *
 * @param path JSON path, such as {@code $.approvals.approvers[1]}
 * @param found what stands there, shortened; {@code nothing} where it is missing
 * @param expected what should stand there
 * @param remedy what to do, without a full stop
 */
public record Mistake(String path, String found, String expected, String remedy) {

    /** One line for people. */
    public String text() {
        return path + ": found " + found + ", expected " + expected + ". " + remedy + ".";
    }
}
