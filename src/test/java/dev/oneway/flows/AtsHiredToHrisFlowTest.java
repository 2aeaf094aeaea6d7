package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.greenhouse.GreenhouseSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.Plan;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of Greenhouse to one of BambooHR. */
class AtsHiredToHrisFlowTest {
  private static final String FLOW = "ats-hired-to-hris";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Queue<Luck> luck = new ArrayDeque<>();
  private Instant now = Instant.now();
  private GreenhouseSandbox greenhouse;
  private BambooHrSandbox bamboo;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    greenhouse =
        GreenhouseSandbox.start(0, "client", "s3cret", Weather.CLEAR, () -> now, this::nextLuck);
    bamboo =
        BambooHrSandbox.start(
            0,
            "s3cret-key",
            (exchange, request, vendor) -> {
              asked.add(request.path());
              Weather.CLEAR.carry(exchange, request, vendor);
            });
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/greenhouse-hire-to-bamboohr-employee.yaml")
            .set("greenhouse.url", greenhouse.url())
            .set("oneway.webhook.greenhouse.secret", "s3cret")
            .set("oneway.auth.greenhouse.type", "client-credentials")
            .set("oneway.auth.greenhouse.tokenUrl", greenhouse.tokenUrl())
            .set("oneway.auth.greenhouse.clientAuthentication", "basic")
            .set("oneway.auth.greenhouse.clientId", "client")
            .set("oneway.auth.greenhouse.clientSecret", "s3cret")
            .set("bamboohr.url", bamboo.url())
            .set("oneway.auth.bamboohr.type", "basic")
            .set("oneway.auth.bamboohr.username", "s3cret-key")
            .set("oneway.auth.bamboohr.password", "x");
    greenhouse.webhooks().subscribe(Served.door(home).resolve("/webhooks/greenhouse"));
  }

  private synchronized Luck nextLuck() {
    return Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES);
  }

  @AfterEach
  void close() {
    greenhouse.close();
    bamboo.close();
  }

  private void later() {
    now = now.plus(Duration.ofSeconds(1));
  }

  private long hired() {
    later();
    long application = greenhouse.org().apply();
    later();
    greenhouse.org().hire(application);
    return application;
  }

  /** By the application they were hired for. */
  private Map<String, Map<String, String>> employees() {
    return bamboo.employees().all().values().stream()
        .collect(Collectors.toMap(one -> one.get("customGreenhouseId"), Function.identity()));
  }

  private Map<String, String> employee(long application) {
    return employees().get(Long.toString(application));
  }

  /** The door is open, and nothing is swept. */
  private void awaitStatus(long application, String status) {
    await()
        .untilAsserted(
            () -> assertThat(employee(application)).isNotNull().containsEntry("status", status));
  }

  /** What the sweep would put into the inbox goes on to the employees, past the inbox. */
  @Test
  void aPlanLooksPastTheInboxAndDriftFindsWhatSomebodyHasChanged() {
    luck.add(Luck.LOST);
    long one = hired();
    Plan plan = home.plan(FLOW);
    assertThat(plan.run().state()).as(plan.run().toString()).isEqualTo(RunState.DONE);
    assertThat(plan.tally().of(Fate.CREATED)).isEqualTo(1);
    assertThat(employees()).isEmpty();
    assertThat(home.apply(plan).run().countsInWords()).isEqualTo("read 1, created 1");
    String name = employee(one).get("lastName");

    long id = bamboo.employees().idsOf("customGreenhouseId", Long.toString(one)).get(0);
    bamboo.employees().update(id, Map.of("lastName", "Theirs", "customShoeSize", "43"));
    Drift repair = home.drift(FLOW, true);
    assertThat(repair.tally().samples().get(DriftKind.CHANGED))
        .singleElement()
        .satisfies(found -> assertThat(found.edit()).containsKey("lastChanged"));
    assertThat(employee(one)).containsEntry("lastName", name).containsEntry("customShoeSize", "43");
  }

  @Test
  void aHireIsAnEmployeeAtOnceAndALostWebhookIsCaughtByTheSweep() {
    try (Served flow = Served.start(home, FLOW)) {
      luck.add(Luck.LOST);
      long lost = hired();
      luck.add(Luck.TWICE);
      long arrived = hired();
      awaitStatus(arrived, "Active");
      Map<String, Object> candidate = greenhouse.org().candidateOf(arrived);
      assertThat(employee(arrived))
          .containsEntry("firstName", (String) candidate.get("first_name"))
          .containsEntry("lastName", (String) candidate.get("last_name"))
          .containsKeys("homeEmail", "mobilePhone", "jobTitle", "hireDate");
      assertThat(employees()).containsOnlyKeys(Long.toString(arrived));

      flow.sweep();

      assertThat(employees()).hasSize(2);
      assertThat(employee(lost)).containsEntry("status", "Active");
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void theSweepReadsPageByPageAndAsksBambooHrOnlyForHires() {
    for (int i = 0; i < 501; i++) {
      greenhouse.org().apply();
    }
    long application = hired();
    List<RunSummary> runs = home.runAll(FLOW);
    assertThat(runs).hasSize(2).allMatch(run -> run.state() == RunState.DONE);
    assertThat(runs.get(0).counts().of(Fate.QUEUED)).isEqualTo(502);
    assertThat(runs.get(1).counts().of(Fate.FILTERED)).isEqualTo(501);
    assertThat(runs.get(1).counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(employees()).containsOnlyKeys(Long.toString(application));
    assertThat(asked).hasSize(2);
  }

  @Test
  void aHireThatIsUndoneIsInactiveWhicheverWebhookComesFirst() {
    try (Served flow = Served.start(home, FLOW)) {
      long undone = hired();
      awaitStatus(undone, "Active");
      later();
      greenhouse.org().unhire(undone);
      awaitStatus(undone, "Inactive");

      luck.add(Luck.OVERTAKEN);
      long overtaken = hired();
      later();
      greenhouse.org().unhire(overtaken);
      flow.delivered();
      assertThat(employee(overtaken)).as("it was undone before we heard of it").isNull();

      later();
      greenhouse.org().hire(undone);
      awaitStatus(undone, "Active");
      assertThat(employees()).hasSize(1);
    }
  }

  @Test
  void aMergedCandidateStaysTheSameEmployeeAndWhatHrHasCorrectedStays() {
    try (Served flow = Served.start(home, FLOW)) {
      long application = hired();
      awaitStatus(application, "Active");
      long id = bamboo.employees().idsOf("customGreenhouseId", Long.toString(application)).get(0);
      bamboo.employees().update(id, Map.of("homeEmail", "hr@example.com", "customShoeSize", "44"));
      long other = greenhouse.org().apply();
      Map<String, Object> primary = greenhouse.org().candidateOf(other);
      Map<String, Object> duplicate = greenhouse.org().candidateOf(application);
      later();
      greenhouse.org().merge((Long) primary.get("id"), (Long) duplicate.get("id"));

      flow.sweep();

      assertThat(employees()).hasSize(1);
      assertThat(employee(application))
          .containsEntry("lastName", (String) primary.get("last_name"))
          .containsEntry("homeEmail", "hr@example.com")
          .containsEntry("customShoeSize", "44")
          .containsEntry("status", "Active");
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whoseAddressAnotherEmployeeHasIsForPeopleToDecide() {
    long application = hired();
    String email =
        ((List<?>) greenhouse.org().candidateOf(application).get("email_addresses"))
            .get(0)
            .toString()
            .replaceFirst(".*?([^ =,{}]+@[^ =,{}]+).*", "$1");
    bamboo.employees().create(Map.of("firstName", "A", "lastName", "B", "homeEmail", email));

    assertThat(home.runAll(FLOW).get(1).counts().of(Fate.REJECTED)).isEqualTo(1);

    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(Long.toString(application));
              assertThat(letter.reason()).contains("Duplicate email: homeEmail");
            });
  }
}
