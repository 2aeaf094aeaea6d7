package dev.oneway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. Rooms that aren't built yet keep every rule. */
@AnalyzeClasses(packages = "dev.oneway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] STEPS = {
    "dev.oneway.source..",
    "dev.oneway.mapping..",
    "dev.oneway.dedup..",
    "dev.oneway.destination..",
    "dev.oneway.webhook.."
  };

  @ArchTest static final ArchRule sourceIsAStep = isAStep("source");

  @ArchTest static final ArchRule mappingIsAStep = isAStep("mapping");

  @ArchTest static final ArchRule dedupIsAStep = isAStep("dedup");

  @ArchTest static final ArchRule destinationIsAStep = isAStep("destination");

  @ArchTest static final ArchRule webhookIsAStep = isAStep("webhook");

  @ArchTest
  static final ArchRule signaturesKnowTheRequest =
      knowsOnly("webhook.signature", "webhook.request", "http", "run", "fault");

  @ArchTest
  static final ArchRule aRequestIsKnownByItself = knowsOnly("webhook.request", "run", "record");

  @ArchTest static final ArchRule faultKnowsNobody = knowsOnly("fault");

  @ArchTest static final ArchRule watchKnowsNobody = knowsOnly("watch");

  @ArchTest static final ArchRule stateKnowsNobody = knowsOnly("state");

  @ArchTest static final ArchRule alertsKnowTheState = knowsOnly("alert", "state");

  @ArchTest
  static final ArchRule oversightKnowsTheRuns =
      knowsOnly("oversight", "run", "record", "alert", "state");

  @ArchTest
  static final ArchRule runKnowsItsMaterial = knowsOnly("run", "alert", "record", "state", "fault");

  @ArchTest
  static final ArchRule deadLettersKnowTheRun = knowsOnly("deadletter", "run", "record", "state");

  @ArchTest
  static final ArchRule docsTellOfMappings = knowsOnly("docs", "mapping", "record", "governance");

  @ArchTest
  static final ArchRule draftsKnowTheLanguage =
      knowsOnly("draft", "mapping", "record", "fault", "run");

  @ArchTest
  static final ArchRule governanceKnowsTheMappings =
      knowsOnly("governance", "mapping", "record", "fault", "run", "state", "alert");

  @ArchTest
  static final ArchRule operationsReadFactsAndKnowNoStep =
      knowsOnly(
          "ops",
          "run",
          "state",
          "alert",
          "deadletter",
          "preview",
          "flow",
          "record",
          "fault",
          "webhook.inbox",
          "webhook.door");

  @ArchTest
  static final ArchRule theManagementPortKnowsNothingOfFlows =
      knowsOnly("ops.port", "state", "record", "fault", "webhook.door");

  @ArchTest static final ArchRule tracesKnowTheRuns = knowsOnly("trace", "run", "record");

  @ArchTest static final ArchRule historyKnowsTheRuns = knowsOnly("ops.history", "run", "state");

  @ArchTest
  static final ArchRule aRecordIsMadeOfJavaAndJackson =
      classes()
          .that()
          .resideInAPackage("dev.oneway.record..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.oneway.record..", "java..", "com.fasterxml.jackson..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule flowsAreLedFromOutside =
      noClasses()
          .that(
              resideInAnyPackage("dev.oneway..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "dev.oneway",
                              "dev.oneway.flow..",
                              "dev.oneway.cli..",
                              "dev.oneway.app..",
                              "dev.oneway.ops..",
                              "dev.oneway.demo.."))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.oneway.flow..")
          .because(
              "only the command line, the application and the demo load and start flows, and"
                  + " operations tell of them");

  @ArchTest
  static final ArchRule noRoomKnowsItselfThroughOthers =
      slices().matching("dev.oneway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name fits any class, so it says nothing of this one");

  /** A step knows neither the other steps nor where refused records go. */
  private static ArchRule isAStep(String room) {
    String own = "dev.oneway." + room + "..";
    DescribedPredicate<JavaClass> otherStep =
        resideInAnyPackage(STEPS)
            .and(resideOutsideOfPackage(own))
            .or(resideInAnyPackage("dev.oneway.deadletter.."))
            .as("another step or the dead letters");
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(otherStep)
        .because("a step is replaced without touching the others; the record goes between them")
        .allowEmptyShould(true);
  }

  private static ArchRule knowsOnly(String room, String... others) {
    String[] known = new String[others.length + 1];
    known[0] = "dev.oneway." + room + "..";
    for (int i = 0; i < others.length; i++) {
      known[i + 1] = "dev.oneway." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage(known[0])
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.oneway..")
                .and(DescribedPredicate.not(resideInAnyPackage(known)))
                .as("any other room than " + String.join(", ", known)))
        .allowEmptyShould(true);
  }
}
