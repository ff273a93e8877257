package dev.landfall.local.matrix;

import dev.landfall.local.engine.StateMachine;
import dev.landfall.model.definition.DefinitionFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A machine with the input that leads through it. */
public enum Way {
    CUTOVER("migrate", "cutover", "'mode':'cutover','strategy':'dump','storage':'copied'", false),
    CUTOVER_SHARED("migrate", "cutover, one database", "'mode':'cutover','strategy':'shared','storage':'shared'", true),
    ROLLBACK("rollback", "rollback", back("dump", true, true), false),
    ROLLBACK_SHARED("rollback", "rollback, one database", back("shared", true, true), true),
    RETURN("rollback", "return before the switch", back("dump", false, false), false),
    RETURN_SHARED("rollback", "return before the switch, one database", back("shared", false, false), true),
    CONTINUED("rollback", "return after the switch", back("dump", true, false), false),
    CONTINUED_SHARED("rollback", "return after the switch, one database", back("shared", true, false), true),
    REHEARSAL("migrate", "rehearsal", "'mode':'rehearsal','strategy':'dump','storage':'copied'", false),
    CHECKS("migrate", "the checks alone", "'mode':'preflight','strategy':'dump','storage':'copied'", false);

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("landfall.root", ".")).resolve("statemachine");
    private static final Map<String, StateMachine> LOADED = new ConcurrentHashMap<>();

    private final String machine;
    private final String words;
    private final String run;
    private final boolean shared;

    Way(String machine, String words, String run, boolean shared) {
        this.machine = machine;
        this.words = words;
        this.run = run;
        this.shared = shared;
    }

    String machineName() {
        return machine;
    }

    public String words() {
        return words;
    }

    public boolean goesBack() {
        return machine.equals("rollback");
    }

    boolean isShared() {
        return shared;
    }

    StateMachine machine() {
        return LOADED.computeIfAbsent(
                machine,
                name -> StateMachine.load(
                        name,
                        DefinitionFile.read(DEFINITIONS.resolve(name + DefinitionFile.SUFFIX))
                                .toString()));
    }

    /** Both sides before it. */
    Sides sides() {
        return switch (this) {
            case ROLLBACK, ROLLBACK_SHARED -> Sides.after(shared, true);
            case CONTINUED, CONTINUED_SHARED -> Sides.after(shared, true).returning();
            case RETURN, RETURN_SHARED -> Sides.after(shared, false);
            case CUTOVER, CUTOVER_SHARED, REHEARSAL, CHECKS -> Sides.before(shared);
        };
    }

    /** What its opening state answers. */
    String opened() {
        return "{'runId':'run','cutoverRunId':'before','planDigest':'d1','plan':{'version':'1'},'gateSeconds':7200,"
                + run + "}";
    }

    /** What the watch starts. */
    static Way returning(boolean shared, boolean switched) {
        if (switched) {
            return shared ? CONTINUED_SHARED : CONTINUED;
        }
        return shared ? RETURN_SHARED : RETURN;
    }

    private static String back(String strategy, boolean switched, boolean gated) {
        return "'mode':'rollback','strategy':'" + strategy + "','switched':" + switched + ",'gated':" + gated;
    }
}
