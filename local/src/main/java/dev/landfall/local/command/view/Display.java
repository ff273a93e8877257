package dev.landfall.local.command.view;

/** Where a run is shown while it goes on. */
public interface Display extends AutoCloseable {

    /** Something that the command itself does. */
    void say(String text);

    /** The run at this moment. */
    void show(RunView view);

    /** Leaves what was shown last, and nothing half drawn. */
    @Override
    void close();
}
