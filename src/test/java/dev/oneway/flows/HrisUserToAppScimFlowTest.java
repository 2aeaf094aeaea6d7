package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.alert.Alert;
import dev.oneway.app.Application;
import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.flow.Entry;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.scim.ScimServer;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of BambooHR to a SCIM server that isn't ours. */
class HrisUserToAppScimFlowTest {
  private static final String FLOW = "hris-user-to-app-scim";
  private static final int STAFF = 30;
  private static final int LISTED = 12;

  @TempDir private Path folder;
  private final Queue<Luck> luck = new ArrayDeque<>();
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private volatile Weather atBamboo = Weather.CLEAR;
  private volatile Weather weather = Weather.CLEAR;
  private Instant now = Instant.now();
  private BambooHrSandbox bamboo;
  private ScimServer app;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    bamboo =
        BambooHrSandbox.start(
            0,
            "s3cret-key",
            "s3cret-hook",
            (exchange, request, vendor) -> atBamboo.carry(exchange, request, vendor),
            () -> now,
            this::nextLuck);
    app =
        ScimServer.start(
            "s3cret-token",
            (exchange, request, vendor) -> {
              asked.add(request);
              weather.carry(exchange, request, vendor);
            });
    home = home(folder);
  }

  private Home home(Path where) {
    return new Home(where)
        .copy("routes/" + FLOW + ".camel.yaml")
        .copy("mappings/bamboohr-employee-to-app-user.yaml")
        .set("bamboohr.url", bamboo.url())
        .set("oneway.webhook.bamboohr.secret", "s3cret-hook")
        .set("oneway.auth.bamboohr.type", "basic")
        .set("oneway.auth.bamboohr.username", "s3cret-key")
        .set("oneway.auth.bamboohr.password", "x")
        .set("scim.url", app.url())
        .set("scim.rate", "1000/1s")
        .set("oneway.auth.scim.type", "bearer")
        .set("oneway.auth.scim.token", "s3cret-token");
  }

  private synchronized Luck nextLuck() {
    return Optional.ofNullable(luck.poll()).orElse(Luck.ARRIVES);
  }

  @AfterEach
  void close() {
    bamboo.close();
    app.close();
  }

  private List<Long> hireAll() {
    for (int i = 0; i < STAFF; i++) {
      bamboo.staff().hire();
    }
    later();
    return List.copyOf(bamboo.employees().all().keySet());
  }

  private void later() {
    now = now.plus(Duration.ofSeconds(1));
  }

  /** The nightly read, in a start of its own. */
  private RunSummary night(Home where) {
    RunSummary run = anyNight(where);
    assertThat(run.state()).isEqualTo(RunState.DONE);
    return run;
  }

  private static RunSummary anyNight(Home where) {
    RunSummary run = where.runAll(FLOW).get(0);
    assertThat(run.reason()).isEmpty();
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  /** BambooHR lists so many employees, with HTTP 200 and no further page. */
  private static Weather listingOnly(int listed) {
    return (exchange, request, vendor) -> {
      Reply reply = vendor.answer(request);
      Map<String, Object> page =
          RecordJson.readRecord(new String(reply.body(), StandardCharsets.UTF_8));
      List<?> all = (List<?>) page.get("data");
      List<?> some = all.subList(0, Math.min(listed, all.size()));
      Weather.send(
          exchange,
          Reply.json(200, Map.of("data", some, "meta", Map.of("total", listed, "page", Map.of()))));
    };
  }

  private List<Alert> alerts() {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.alerts().open();
    }
  }

  /** What {@code approve FLOW RUN} does. */
  private RunSummary approve(String run) {
    try (Application application = home.start(Entry.REPLAY)) {
      assertThat(application.loadFlow(FLOW).orElseThrow().isReady()).isTrue();
      application.takeOver();
      assertThat(application.approve(FLOW, run)).isPositive();
      return application.call(FLOW, RunKind.APPROVE, List.of().iterator());
    }
  }

  private long active() {
    return app.users().all().stream().filter(ScimUser::getActive).count();
  }

  private ScimUser user(long employee) {
    return app.users().of(Long.toString(employee)).findFirst().orElseThrow();
  }

  private Map<String, String> ids() {
    return app.users().all().stream()
        .collect(Collectors.toMap(ScimUser::getExternalId, ScimUser::getId));
  }

  private long writes() {
    return asked.stream().filter(request -> !request.method().equals("GET")).count();
  }

  @Test
  void everyoneIsThereAfterTheNightAndASecondOneWritesNothing() {
    List<Long> staff = hireAll();
    bamboo.employees().update(staff.get(0), Map.of("workEmail", ""));
    later();

    RunSummary first = night(home);
    assertThat(first.counts().of(Fate.CREATED)).isEqualTo(STAFF - 1);
    assertThat(first.counts().of(Fate.FILTERED)).as("no address yet").isEqualTo(1);
    Map<String, String> employee = bamboo.employees().find(staff.get(1)).orElseThrow();
    ScimUser user = user(staff.get(1));
    assertThat(user.getUserName()).isEqualTo(employee.get("workEmail"));
    assertThat(user.getActive()).isTrue();
    assertThat(user.getTitle()).isEqualTo(employee.get("jobTitle"));
    assertThat(user.getName().getFamilyName()).isEqualTo(employee.get("lastName"));
    assertThat(user.getPrimaryEmailAddress().orElseThrow().getValue())
        .isEqualTo(employee.get("workEmail"));

    EnterpriseExtension work = user.getExtension(EnterpriseExtension.class);
    assertThat(work.getEmployeeNumber()).isEqualTo(employee.get("employeeNumber"));
    assertThat(work.getDepartment()).isEqualTo(employee.get("department"));
    assertThat(work.getDivision()).isEqualTo(employee.get("division"));
    assertThat(user.getSchemas()).contains(EnterpriseExtension.URN);

    asked.clear();
    assertThat(night(home).counts().of(Fate.UNCHANGED)).isEqualTo(STAFF - 1);
    assertThat(asked).isEmpty();
  }

  /** A manager is an employee, too, and may become a user after those who report to her. */
  @Test
  void whoReportsToWhomIsSaidByTheApplicationsOwnIds() {
    long ann = bamboo.staff().hire();
    long bob = bamboo.staff().hire();
    bamboo.employees().update(ann, Map.of("supervisorEId", Long.toString(bob)));
    bamboo.employees().update(bob, Map.of("supervisorEId", "", "workEmail", ""));
    night(home);
    assertThat(managerOf(ann)).as("no user yet").isEmpty();
    later();
    bamboo.employees().update(bob, Map.of("workEmail", "bob@mail.example.com"));

    night(home);
    night(home);
    assertThat(managerOf(ann)).contains(user(bob).getId());
    later();
    bamboo.employees().update(ann, Map.of("supervisorEId", "", "department", "Sales"));

    assertThat(night(home).counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(managerOf(ann)).isEmpty();
    EnterpriseExtension work = user(ann).getExtension(EnterpriseExtension.class);
    assertThat(work.getDepartment()).isEqualTo("Sales");
    assertThat(work.getEmployeeNumber()).isNotNull();
  }

  private Optional<String> managerOf(long employee) {
    return Optional.ofNullable(user(employee).getExtension(EnterpriseExtension.class))
        .map(EnterpriseExtension::getManager)
        .map(EnterpriseExtension.Manager::getValue);
  }

  @Test
  void whatTheApplicationSaysOfSomebodysWorkIsPutBackAndItsCostCenterIsItsOwn() {
    List<Long> staff = hireAll();
    night(home);
    EnterpriseExtension edited = user(staff.get(2)).getExtension(EnterpriseExtension.class);
    edited.setDepartment("Theirs");
    var unusedOwn =
        user(staff.get(3)).getExtension(EnterpriseExtension.class).setCostCenter("4130");

    Drift drift = home.drift(FLOW, true);

    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .extracting(found -> found.fields().keySet())
        .containsExactly(
            Set.of("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"));
    assertThat(drift.repaired()).isEqualTo(1);
    assertThat(user(staff.get(2)).getExtension(EnterpriseExtension.class).getDepartment())
        .isEqualTo(bamboo.employees().find(staff.get(2)).orElseThrow().get("department"));
    assertThat(user(staff.get(3)).getExtension(EnterpriseExtension.class).getCostCenter())
        .isEqualTo("4130");
  }

  @Test
  void onlyWhatChangedIsWrittenAndWhatTheApplicationAddedStays() {
    List<Long> staff = hireAll();
    night(home);
    long married = staff.get(7);
    var unused = user(married).setNickName("Boss");
    bamboo.employees().update(married, Map.of("lastName", "Newlywed", "jobTitle", ""));
    asked.clear();

    assertThat(night(home).counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(asked).extracting(Request::method).containsExactly("PATCH");
    assertThat(user(married).getName().getFamilyName()).isEqualTo("Newlywed");
    assertThat(user(married).getTitle()).isNull();
    assertThat(user(married).getNickName()).isEqualTo("Boss");
  }

  /** Also where the server doesn't say whose users these are. */
  @Test
  void whatWasChangedInTheApplicationIsFoundAndJustThatIsPutBack() {
    weather = ScimServer.withoutExternalIds();
    List<Long> staff = hireAll();
    night(home);
    var unusedName = user(staff.get(2)).getName().setFamilyName("Theirs");
    var unusedAddress = user(staff.get(3)).getEmails().get(0).setValue("theirs@example.com");
    var unusedState = user(staff.get(4)).setActive(false);
    var unusedOwn = user(staff.get(5)).setNickName("Boss");
    asked.clear();

    Drift drift = home.drift(FLOW, false);

    assertThat(drift.compared()).isEqualTo(STAFF);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .hasSize(3)
        .allSatisfy(found -> assertThat(found.edit()).containsOnlyKeys("lastModified"))
        .extracting(found -> found.key().orElseThrow() + found.fields().keySet())
        .containsExactlyInAnyOrder(
            staff.get(2) + "[name.familyName]",
            staff.get(3) + "[emails]",
            staff.get(4) + "[active]");
    assertThat(drift.drifted()).isEqualTo(3);
    assertThat(writes()).isZero();

    assertThat(home.drift(FLOW, true).repaired()).isEqualTo(3);
    assertThat(writes()).isEqualTo(3);
    assertThat(home.drift(FLOW, false).drifted()).isZero();
    assertThat(user(staff.get(5)).getNickName()).isEqualTo("Boss");
  }

  @Test
  void whoLeavesIsDeactivatedAndWhoComesBackHasTheSameAccount() {
    List<Long> staff = hireAll();
    night(home);
    Map<String, String> ids = ids();
    staff.subList(0, 2).forEach(bamboo.staff()::leave);

    assertThat(night(home).counts().of(Fate.DELETED)).isEqualTo(2);
    assertThat(staff.subList(0, 2)).noneMatch(one -> user(one).getActive());
    assertThat(user(staff.get(0)).getName().getGivenName()).isNotNull();
    later();
    bamboo.staff().rehire(staff.get(0));
    later();

    assertThat(night(home).counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(user(staff.get(0)).getActive()).isTrue();
    assertThat(user(staff.get(1)).getActive()).isFalse();
    assertThat(ids()).isEqualTo(ids);
  }

  @Test
  void whoIsMissingFromTheNightlyReadIsDeactivated() {
    List<Long> staff = hireAll();
    night(home);
    bamboo.employees().delete(staff.get(3));

    assertThat(night(home).counts().of(Fate.DELETED)).isEqualTo(1);

    assertThat(user(staff.get(3)).getActive()).isFalse();
    assertThat(active()).isEqualTo(STAFF - 1);
    assertThat(night(home).counts().of(Fate.UNCHANGED)).isEqualTo(STAFF - 1);
  }

  @Test
  void onABadNightNobodyIsDeactivatedBeforeSomebodyApproves() {
    hireAll();
    night(home);
    Map<String, String> ids = ids();
    atBamboo = listingOnly(LISTED);
    asked.clear();

    RunSummary bad = anyNight(home);
    assertThat(bad.state()).isEqualTo(RunState.WAITING);
    assertThat(bad.counts().of(Fate.HELD)).isEqualTo(STAFF - LISTED);
    assertThat(asked).isEmpty();
    assertThat(active()).isEqualTo(STAFF);
    assertThat(alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.text()).contains("oneway approve " + FLOW));

    assertThat(approve(bad.id()).counts().of(Fate.DELETED)).isEqualTo(STAFF - LISTED);
    assertThat(active()).isEqualTo(LISTED);
    assertThat(alerts()).isEmpty();

    atBamboo = Weather.CLEAR;
    assertThat(night(home).counts().of(Fate.UPDATED)).isEqualTo(STAFF - LISTED);
    assertThat(active()).isEqualTo(STAFF);
    assertThat(ids()).isEqualTo(ids);
  }

  @Test
  void aWebhookIsHeardAtOnceAndALostOneIsCaughtAtNight() {
    bamboo.subscribe(Served.door(home).resolve("/webhooks/bamboohr/app"));
    try (Served flow = Served.start(home, FLOW)) {
      long employee = bamboo.staff().hire();
      await().until(() -> app.users().of(Long.toString(employee)).findAny().isPresent());
      String id = user(employee).getId();
      later();
      bamboo.staff().leave(employee);
      await().until(() -> !user(employee).getActive());
      later();
      bamboo.staff().rehire(employee);
      await().until(() -> user(employee).getActive());
      later();
      luck.add(Luck.LOST);
      bamboo.staff().leave(employee);
      flow.delivered();
      assertThat(user(employee).getActive()).isTrue();

      flow.sweep();
      assertThat(user(employee).getActive()).isFalse();
      assertThat(app.users().all()).extracting(ScimUser::getId).containsExactly(id);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void whoseEmployeeIsDeletedIsDeactivatedAndAnEventThatComesLateChangesNothing() {
    bamboo.subscribe(Served.door(home).resolve("/webhooks/bamboohr/app"));
    try (Served flow = Served.start(home, FLOW)) {
      long employee = bamboo.staff().hire();
      await().until(() -> app.users().of(Long.toString(employee)).findAny().isPresent());
      later();
      luck.add(Luck.OVERTAKEN);
      bamboo.employees().update(employee, Map.of("lastName", "Late"));
      later();
      bamboo.employees().delete(employee);

      await().until(() -> !user(employee).getActive());
      flow.delivered();
      assertThat(user(employee).getActive()).isFalse();
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  /** The ledger is gone, and the server doesn't say whose users these are. */
  @Test
  void aServerThatDropsExternalIdHasNobodyTwice(@TempDir Path elsewhere) {
    weather = ScimServer.withoutExternalIds();
    hireAll();
    night(home);
    Map<String, String> ids = ids();
    bamboo.employees().update(5, Map.of("lastName", "Newlywed"));
    asked.clear();

    RunSummary run = night(home(elsewhere));

    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(STAFF);
    assertThat(ids()).isEqualTo(ids);
    assertThat(asked).extracting(Request::method).doesNotContain("POST");
    assertThat(user(5).getName().getFamilyName()).isEqualTo("Newlywed");
  }

  @Test
  void aUserWhoWasAddedByHandIsTakenOver() throws ResourceException {
    long employee = bamboo.staff().hire();
    String address = bamboo.employees().find(employee).orElseThrow().get("workEmail");
    String id = app.users().create(new ScimUser().setUserName(address).setNickName("Boss")).getId();

    assertThat(night(home).counts().of(Fate.UPDATED)).isEqualTo(1);

    assertThat(user(employee).getId()).isEqualTo(id);
    assertThat(user(employee).getNickName()).isEqualTo("Boss");
  }

  @Test
  void anAddressAnotherEmployeeHasThereIsForPeopleToDecide() throws ResourceException {
    long employee = bamboo.staff().hire();
    String address = bamboo.employees().find(employee).orElseThrow().get("workEmail");
    var other = app.users().create(new ScimUser().setUserName(address).setExternalId("other"));

    assertThat(night(home).counts().of(Fate.REJECTED)).isEqualTo(1);

    assertThat(writes()).isPositive();
    assertThat(app.users().all()).containsExactly(other);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(Long.toString(employee));
              assertThat(letter.reason()).contains("Another resource has the userName " + address);
            });
  }
}
