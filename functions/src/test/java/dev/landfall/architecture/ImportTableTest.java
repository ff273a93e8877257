package dev.landfall.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The import table of the functions module: who may know whom. */
final class ImportTableTest {

    /** What every package may import: the language, null marks, Landfall's own records and their JSON. */
    private static final String[] COMMON = {
        "java..",
        "javax.crypto..",
        "org.jspecify..",
        "com.fasterxml.jackson..",
        "dev.landfall.model..",
        "dev.landfall.gateway"
    };

    private static final String[] DOMAIN = {
        "dev.landfall.approval..",
        "dev.landfall.blueprint..",
        "dev.landfall.capture..",
        "dev.landfall.dns..",
        "dev.landfall.fence..",
        "dev.landfall.freeze..",
        "dev.landfall.ledger..",
        "dev.landfall.preflight..",
        "dev.landfall.probe..",
        "dev.landfall.report..",
        "dev.landfall.retire..",
        "dev.landfall.rights..",
        "dev.landfall.rollback..",
        "dev.landfall.run..",
        "dev.landfall.seal..",
        "dev.landfall.standing..",
        "dev.landfall.transfer..",
        "dev.landfall.watch.."
    };

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
    }

    @Test
    void domainKnowsOnlyModelGatewayInterfacesAndTheJdk() {
        classes()
                .that(resideInAnyPackage(DOMAIN))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(COMMON)
                        .or(resideInAnyPackage(DOMAIN))
                        .or(resideInAPackage("io.pebbletemplates..")))
                .check(classes);
    }

    @Test
    void onlyWhatShowsPagesKnowsTheTemplateLibrary() {
        noClasses()
                .that(resideInAnyPackage(DOMAIN))
                .and()
                .resideOutsideOfPackages("dev.landfall.report..", "dev.landfall.approval..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.pebbletemplates.."))
                .check(classes);
    }

    @Test
    void handlersKnowTheDomainAndGatewayInterfacesButNoImplementation() {
        classes()
                .that()
                .resideInAPackage("dev.landfall.handler..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(COMMON)
                        .or(resideInAnyPackage(DOMAIN))
                        .or(resideInAnyPackage("dev.landfall.handler..", "com.amazonaws.services.lambda.runtime..")))
                .check(classes);
    }

    @Test
    void gatewayInterfacesKnowOnlyTheModel() {
        classes()
                .that()
                .resideInAPackage("dev.landfall.gateway")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(COMMON))
                .check(classes);
    }

    @Test
    void eachOutsideLibraryHasOneRoom() {
        onlyIn("dev.landfall.gateway.aws..", "software.amazon..");
        onlyIn("dev.landfall.gateway.kubernetes..", "io.fabric8..");
        onlyIn("dev.landfall.gateway.postgres..", "java.sql..", "org.postgresql..");
        onlyIn("dev.landfall.gateway.dns..", "org.xbill..");
        onlyIn("dev.landfall.gateway.http..", "java.net.http..");
    }

    @Test
    void domainPackagesDoNotKnowEachOtherInCircles() {
        slices().matching("dev.landfall.(*)..").should().beFreeOfCycles().check(classes);
    }

    private static void onlyIn(String room, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries))
                .check(classes);
    }
}
