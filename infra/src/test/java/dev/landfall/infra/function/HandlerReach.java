package dev.landfall.infra.function;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which gateway methods each handler can reach, read from the handlers' byte code: every call from its constructor and
 * its methods on, through the domain and what its classes are initialised with, up to the gateway interfaces. A call
 * through a type of the domain counts for all its subtypes, so the answer is never too small.
 */
final class HandlerReach {

    private static final String HANDLERS = "dev.landfall.handler";
    private static final String GATEWAYS = "dev.landfall.gateway";
    /**
     * Each function's check of itself knows a read for every gateway method, and makes those that this table gives the
     * function: followed, it would give every function every right. What all of them may do besides is Handler's to say.
     */
    private static final String CHECKS = "dev.landfall.rights";

    private static final Set<String> NO_HANDLERS = Set.of("StateHandler", "DeployedGateways", "PlanUse", "RunScope");

    private static final String RUN_FILES = "RunFiles";

    private static final Set<String> WRITES =
            Set.of("RunFiles.write", "RunFiles.writeIfAbsent", "RunStore.write", "RunStore.writeIfAbsent");

    private final JavaClasses classes;

    HandlerReach(Path functions) {
        this.classes = new ClassFileImporter().importPath(functions);
    }

    Map<String, Reached> byHandler() {
        var reach = new TreeMap<String, Reached>();
        for (var type : classes) {
            if (type.getPackageName().equals(HANDLERS)
                    && type.isTopLevelClass()
                    && !type.getSimpleName().equals("package-info")
                    && !NO_HANDLERS.contains(type.getSimpleName())) {
                reach.put(type.getSimpleName(), from(type));
            }
        }
        return reach;
    }

    /**
     * What a handler reaches.
     *
     * @param gatewayMethods as {@code RunStore.read}
     * @param writing methods of the domain that write into the run store, as {@code RunLock.take}
     * @param removing those that delete there
     */
    record Reached(Set<String> gatewayMethods, Set<String> writing, Set<String> removing) {}

    private Reached from(JavaClass handler) {
        var gatewayMethods = new TreeSet<String>();
        var writing = new TreeSet<String>();
        var removing = new TreeSet<String>();
        var seen = new HashSet<JavaCodeUnit>();
        var open = new ArrayDeque<JavaCodeUnit>(handler.getCodeUnits());
        while (!open.isEmpty()) {
            var unit = open.pop();
            if (!seen.add(unit)) {
                continue;
            }
            initializers(unit).forEach(open::add);
            called(unit).forEach(next -> {
                if (!unit.getOwner().getSimpleName().equals(RUN_FILES)) {
                    if (WRITES.contains(named(next))) {
                        writing.add(named(unit));
                    } else if (named(next).equals("RunStore.delete")) {
                        removing.add(named(unit));
                    }
                }
                if (isGateway(next.getOwner())) {
                    gatewayMethods.add(named(next));
                } else if (isDomain(next.getOwner().getPackageName())) {
                    open.add(next);
                    overriding(next).forEach(open::add);
                }
            });
        }
        return new Reached(gatewayMethods, writing, removing);
    }

    private static String named(JavaCodeUnit unit) {
        return unit.getOwner().getSimpleName() + "." + unit.getName();
    }

    /** Lists of checks are made when their class is: what a static field holds is called by whoever uses the field. */
    private static Stream<JavaCodeUnit> initializers(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit.getOwner()),
                        unit.getFieldAccesses().stream().map(JavaAccess::getTargetOwner))
                .filter(owner -> isDomain(owner.getPackageName()))
                .flatMap(owner -> owner.getStaticInitializer().stream());
    }

    /** What stands behind a gateway, and how it is made, is no call of the handler: the gateway's own grants tell it. */
    private static boolean isDomain(String name) {
        return name.startsWith("dev.landfall") && !name.startsWith(GATEWAYS + ".") && !name.equals(CHECKS);
    }

    private static Stream<JavaCodeUnit> called(JavaCodeUnit unit) {
        return Stream.of(
                        unit.getCallsFromSelf().stream()
                                .map(call -> call.getTarget().resolveMember()),
                        unit.getMethodReferencesFromSelf().stream()
                                .map(reference -> reference.getTarget().resolveMember()),
                        unit.getConstructorReferencesFromSelf().stream()
                                .map(reference -> reference.getTarget().resolveMember()))
                .flatMap(found -> found)
                .flatMap(found -> found.stream().map(JavaCodeUnit.class::cast));
    }

    private static boolean isGateway(JavaClass type) {
        return type.getPackageName().equals(GATEWAYS)
                && type.isInterface()
                && !type.getSimpleName().equals("GatewayProvider");
    }

    private static Stream<JavaCodeUnit> overriding(JavaCodeUnit unit) {
        return unit.getOwner().getAllSubclasses().stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(other -> other.getName().equals(unit.getName())
                        && !other.getName().equals("<init>"))
                .filter(other -> other.getRawParameterTypes().size()
                        == unit.getRawParameterTypes().size());
    }
}
