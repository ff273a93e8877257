package dev.landfall.local.matrix;

import dev.landfall.local.engine.StateMachine;
import dev.landfall.model.definition.DefinitionFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A machine with the input that leads through it. */
enum Way {
    CUTOVER("migrate", "cutover", "'mode':'cutover','strategy':'dump','storage':'copied'", false),
    CUTOVER_SHARED("migrate", "cutover, one database", "'mode':'cutover','strategy':'shared','storage':'shared'", true),
    ROLLBACK("rollback", "rollback", "'mode':'rollback','strategy':'dump','switched':true", false),
    ROLLBACK_SHARED(
            "rollback", "rollback, one database", "'mode':'rollback','strategy':'shared','switched':true", true),
    RETURN("rollback", "return before the switch", "'mode':'rollback','strategy':'dump','switched':false", false),
    RETURN_SHARED("rollback", "return, one database", "'mode':'rollback','strategy':'shared','switched':false", true),
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

    String words() {
        return words;
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
            case RETURN, RETURN_SHARED -> Sides.after(shared, false);
            case CUTOVER, CUTOVER_SHARED, REHEARSAL, CHECKS -> Sides.before(shared);
        };
    }

    /** What its opening state answers. */
    String opened() {
        return "{'runId':'run','cutoverRunId':'before','planDigest':'d1','plan':{'version':'1'},'gateSeconds':7200,"
                + run + "}";
    }

    static Way returning(boolean shared) {
        return shared ? RETURN_SHARED : RETURN;
    }

    static Way rollingBack(boolean shared) {
        return shared ? ROLLBACK_SHARED : ROLLBACK;
    }
}
