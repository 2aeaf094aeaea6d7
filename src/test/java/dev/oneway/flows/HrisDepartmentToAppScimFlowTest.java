package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.PreviewRuns;
import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.scim.ScimApplication;
import dev.oneway.demo.scim.ScimSandbox;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.run.Fate;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.scim.ScimServer;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.resources.GroupMembership;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of BambooHR to a SCIM server that isn't ours. */
class HrisDepartmentToAppScimFlowTest {
  private static final String FLOW = "hris-department-to-app-scim";
  private static final String USERS = "hris-user-to-app-scim";

  @TempDir private Path folder;
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private Instant now = Instant.now();
  private BambooHrSandbox bamboo;
  private ScimServer app;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    bamboo =
        BambooHrSandbox.start(
            0, "s3cret-key", "s3cret-hook", Weather.CLEAR, () -> now, () -> Luck.LOST);
    app =
        ScimServer.start(
            "s3cret-token",
            (exchange, request, vendor) -> {
              asked.add(request);
              Weather.CLEAR.carry(exchange, request, vendor);
            });
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("routes/" + USERS + ".camel.yaml")
            .copy("mappings/bamboohr-employee-to-app-group.yaml")
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
    for (String department : List.of("Sales", "Support", "Sales", "Finance")) {
      hire(department);
    }
  }

  private long hire(String department) {
    return change(bamboo.staff().hire(), Map.of("department", department));
  }

  private long change(long employee, Map<String, String> fields) {
    now = now.plusSeconds(1);
    bamboo.employees().update(employee, fields);
    return employee;
  }

  @AfterEach
  void close() {
    bamboo.close();
    app.close();
  }

  private RunSummary night() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  /** The nights of both flows, the users' first. */
  private RunSummary bothNights() {
    for (RunSummary run : home.runAll(USERS)) {
      assertThat(run.reason()).isEmpty();
    }
    return night();
  }

  private List<String> groups() {
    return app.groups().all().stream().map(ScimGroup::getDisplayName).sorted().toList();
  }

  private ScimGroup group(String department) {
    return app.groups().of(department).findFirst().orElseThrow();
  }

  /** Which employees are the members, by the ids of their users. */
  private List<String> members(String department) {
    Map<String, String> employees =
        app.users().all().stream()
            .collect(Collectors.toMap(ScimUser::getId, ScimUser::getExternalId));
    List<GroupMembership> members =
        Optional.ofNullable(group(department).getMembers()).orElse(List.of());
    return members.stream().map(member -> employees.get(member.getValue())).sorted().toList();
  }

  @Test
  void eachDepartmentIsAGroupOnceAndOneThatAllHaveLeftIsRemoved() throws ResourceException {
    String id = app.groups().create(new ScimGroup().setDisplayName("support")).getId();
    change(2, Map.of("department", " Support "));

    RunSummary first = bothNights();

    assertThat(first.counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(first.counts().of(Fate.UPDATED)).as("it was there, made by hand").isEqualTo(1);
    assertThat(groups()).containsExactly("Finance", "Sales", "Support");
    assertThat(app.groups().of("Support")).extracting(ScimGroup::getId).containsExactly(id);
    assertThat(night().countsInWords()).isEqualTo("read 3, unchanged 3");

    bamboo.staff().leave(4);
    assertThat(night().counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(groups()).containsExactly("Sales", "Support");
    change(2, Map.of("department", "Sales"));
    assertThat(night().counts().of(Fate.DELETED)).as("nobody is filed there").isEqualTo(1);
    assertThat(groups()).containsExactly("Sales");
  }

  @Test
  void membersComeAndGoWithThePeople() {
    bothNights();
    assertThat(members("Sales")).containsExactly("1", "3");
    assertThat(members("Support")).containsExactly("2");
    assertThat(members("Finance")).containsExactly("4");

    hire("Sales");
    change(2, Map.of("department", "Finance"));
    hire("Support");
    now = now.plusSeconds(1);
    bamboo.staff().leave(3);
    assertThat(bothNights().counts().of(Fate.UPDATED)).isEqualTo(3);
    assertThat(members("Sales")).containsExactly("1", "5");
    assertThat(members("Support")).containsExactly("6");
    assertThat(members("Finance")).containsExactly("2", "4");

    asked.clear();
    assertThat(bothNights().countsInWords()).isEqualTo("read 3, unchanged 3");
    assertThat(asked).isEmpty();

    now = now.plusSeconds(1);
    bamboo.staff().rehire(3);
    assertThat(home.plan(FLOW).tally().samples().get(Fate.UPDATED))
        .singleElement()
        .satisfies(
            sales ->
                assertThat(sales.fields().get("members"))
                    .isEqualTo(
                        Stream.of("1", "3", "5")
                            .map(employee -> Map.of("value", user(employee).getId()))
                            .toList()));
    bothNights();
    assertThat(members("Sales")).containsExactly("1", "3", "5");
  }

  @Test
  void whoIsNoUserYetIsAMemberOnceItIsOne() {
    long late = change(hire("Sales"), Map.of("workEmail", ""));
    bothNights();
    assertThat(members("Sales")).containsExactly("1", "3");

    change(late, Map.of("workEmail", "late@example.com"));
    assertThat(night().counts().of(Fate.UPDATED)).as("the users' night is to come").isZero();
    assertThat(bothNights().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(members("Sales")).containsExactly("1", "3", "5");
  }

  @Test
  void aMemberWhoseUserIsMadeAnewIsAMemberByTheNewId() throws ResourceException {
    bothNights();
    String before = group("Support").getMembers().get(0).getValue();
    app.users().delete(before);
    assertThat(home.through(USERS, runs -> drift(runs)).repaired()).isEqualTo(1);

    assertThat(night().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(members("Support")).containsExactly("2");
    assertThat(group("Support").getMembers().get(0).getValue()).isNotEqualTo(before);
  }

  private static Drift drift(PreviewRuns runs) {
    try {
      return runs.drift(true, 5);
    } catch (RetriableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aGroupThatWasChangedOrDeletedThereIsFoundAndPutBack() throws ResourceException {
    bothNights();
    group("Sales").setDisplayName("Market");
    group("Finance").setMembers(List.of());
    app.groups().delete(group("Support").getId());

    Drift drift = home.drift(FLOW, false);

    assertThat(drift.tally().of(DriftKind.MISSING)).isEqualTo(1);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .satisfiesExactly(
            finance -> {
              assertThat(finance.key()).contains("Finance");
              assertThat(finance.fields()).containsOnlyKeys("members");
            },
            sales -> {
              assertThat(sales.key()).contains("Sales");
              assertThat(sales.heldOf("displayName")).contains("Market");
            });
    assertThat(home.drift(FLOW, true).repaired()).isEqualTo(3);
    assertThat(groups()).containsExactly("Finance", "Sales", "Support");
    assertThat(members("Finance")).containsExactly("4");
    assertThat(members("Support")).containsExactly("2");
    List<GroupMembership> reversed = new ArrayList<>(group("Sales").getMembers());
    Collections.reverse(reversed);
    reversed.get(0).setDisplay("Ann");
    group("Sales").setMembers(reversed);
    assertThat(home.drift(FLOW, false).drifted()).as("in another order").isZero();
  }

  @Test
  void theApplicationOfTheDemoHasThemToo() throws IOException {
    try (ScimSandbox sandbox =
        ScimSandbox.start(0, ScimApplication.PLAIN, "s3cret-token", Weather.CLEAR)) {
      home.set("scim.url", sandbox.url() + "/scim/v2");
      bothNights();
      assertThat(membersIn(sandbox, "Sales")).containsExactly("1", "3");

      change(3, Map.of("department", "Support"));
      bothNights();
      assertThat(membersIn(sandbox, "Sales")).containsExactly("1");
      assertThat(membersIn(sandbox, "Support")).containsExactly("2", "3");
      assertThat(home.drift(FLOW, false).drifted()).isZero();
    }
  }

  private static List<String> membersIn(ScimSandbox sandbox, String department) {
    Map<Object, Object> employees =
        sandbox.users().all().stream()
            .collect(Collectors.toMap(user -> user.get("id"), user -> user.get("externalId")));
    List<?> members = (List<?>) sandbox.groups().of(department).get(0).get("members");
    return members.stream()
        .map(member -> String.valueOf(employees.get(((Map<?, ?>) member).get("value"))))
        .toList();
  }

  private ScimUser user(String employee) {
    return app.users().of(employee).findFirst().orElseThrow();
  }
}
