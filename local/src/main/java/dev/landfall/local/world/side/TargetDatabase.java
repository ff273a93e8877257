package dev.landfall.local.world.side;

/**
 * The database server that the target's release is given.
 *
 * @param shared whether it is the source's own: then the release stands at 0 until a cutover wakes it
 */
public record TargetDatabase(String host, int port, String user, String password, boolean shared) {

    /** A fresh server beside the source's. */
    public static TargetDatabase own(int port, SharedSecrets secrets) {
        return new TargetDatabase(Names.TARGET_DATABASE_HOST, port, Names.TARGET_ROLE, secrets.targetPassword(), false);
    }

    /** The source's, under another name, as the record of a zone of one's own would give it. */
    public static TargetDatabase ofTheSource(int port, SharedSecrets secrets) {
        return new TargetDatabase(Names.TARGET_DATABASE_HOST, port, Names.SOURCE_ROLE, secrets.sourcePassword(), true);
    }

    @Override
    public String toString() {
        return "TargetDatabase[" + host + ":" + port + "]";
    }
}
