package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.harvest.HarvestSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.demo.scim.ScimApplication;
import dev.oneway.demo.scim.ScimResources;
import dev.oneway.demo.scim.ScimSandbox;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PlannedRecord;
import dev.oneway.run.Fate;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows as shipped: one reads BambooHR, three deliver to Jira, Harvest and Slack. */
class HrisRosterToToolsFlowTest {
  private static final String FLOW = "hris-roster-to-tools";
  private static final String JIRA = "hris-roster-to-jira";
  private static final String HARVEST = "hris-roster-to-harvest";
  private static final String SLACK = "hris-roster-to-slack";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private volatile Weather atJira = Weather.CLEAR;
  private Instant now = Instant.now();
  private BambooHrSandbox bamboo;
  private ScimSandbox jira;
  private HarvestSandbox harvest;
  private ScimSandbox slack;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    bamboo =
        BambooHrSandbox.start(
            0, "s3cret-key", "s3cret-hook", Weather.CLEAR, () -> now, () -> Luck.ARRIVES);
    jira =
        ScimSandbox.start(
            0,
            ScimApplication.ATLASSIAN,
            "s3cret-jira",
            (exchange, request, vendor) -> atJira.carry(exchange, request, vendor));
    harvest = HarvestSandbox.start(0, "s3cret-harvest", Weather.CLEAR);
    slack = ScimSandbox.start(0, ScimApplication.SLACK, "s3cret-slack", Weather.CLEAR);
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("routes/" + JIRA + ".camel.yaml")
            .copy("routes/" + HARVEST + ".camel.yaml")
            .copy("routes/" + SLACK + ".camel.yaml")
            .copy("mappings/bamboohr-employee-to-jira-user.yaml")
            .copy("mappings/bamboohr-employee-to-harvest-user.yaml")
            .copy("mappings/bamboohr-employee-to-slack-member.yaml")
            .set("bamboohr.url", bamboo.url())
            .set("oneway.webhook.bamboohr.secret", "s3cret-hook")
            .set("oneway.auth.bamboohr.type", "basic")
            .set("oneway.auth.bamboohr.username", "s3cret-key")
            .set("oneway.auth.bamboohr.password", "x")
            .set("jira.directory", ScimApplication.DIRECTORY)
            .set("jira.provisioning.url", jira.url())
            .set("oneway.auth.jira.type", "bearer")
            .set("oneway.auth.jira.token", "s3cret-jira")
            .set("harvest.account", HarvestSandbox.ACCOUNT)
            .set("harvest.contact", "it@example.com")
            .set("harvest.url", harvest.url())
            .set("oneway.auth.harvest.type", "bearer")
            .set("oneway.auth.harvest.token", "s3cret-harvest")
            .set("slack.scim.url", slack.url())
            .set("oneway.auth.slack-admin.type", "bearer")
            .set("oneway.auth.slack-admin.token", "s3cret-slack");
    bamboo.subscribe(Served.door(home).resolve("/webhooks/bamboohr/tools"));
  }

  @AfterEach
  void close() {
    bamboo.close();
    jira.close();
    harvest.close();
    slack.close();
  }

  private void later() {
    now = now.plus(Duration.ofSeconds(1));
  }

  private String address(long employee) {
    return bamboo.employees().find(employee).orElseThrow().get("workEmail");
  }

  /** Whether each has an account that is switched on, by the id the tool gave it. */
  private static Map<String, Boolean> accounts(ScimResources users) {
    return users.all().stream()
        .collect(
            Collectors.toMap(
                user -> Objects.toString(user.get("id")),
                user -> (Boolean) user.getOrDefault("active", false)));
  }

  private Map<String, Boolean> people() {
    return harvest.people().all().stream()
        .collect(
            Collectors.toMap(
                one -> Objects.toString(one.get("id")), one -> (Boolean) one.get("is_active")));
  }

  private List<Map<String, Boolean>> everywhere() {
    return List.of(accounts(jira.users()), people(), accounts(slack.users()));
  }

  private boolean isActiveIn(ScimResources users, long employee) {
    return users.of(Long.toString(employee)).stream()
        .anyMatch(user -> Boolean.TRUE.equals(user.get("active")));
  }

  private boolean isActiveInHarvest(long employee) {
    return harvest.people().all().stream()
        .anyMatch(
            one ->
                address(employee).equals(one.get("email"))
                    && Boolean.TRUE.equals(one.get("is_active")));
  }

  @Test
  void whoLeavesIsSwitchedOffEverywhereInOneRunAndWhoComesBackHasTheSameAccounts() {
    long ann = bamboo.staff().hire();
    long bob = bamboo.staff().hire();
    try (Served flow = Served.start(home, FLOW)) {
      flow.sweep();
      List<Map<String, Boolean>> before = everywhere();
      assertThat(before).allSatisfy(one -> assertThat(one.values()).containsExactly(true, true));
      assertThat(jira.users().of(Long.toString(ann)).get(0))
          .containsEntry("userName", address(ann));
      later();

      bamboo.staff().leave(ann);
      flow.sweep();
      await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  !isActiveIn(jira.users(), ann)
                      && !isActiveInHarvest(ann)
                      && !isActiveIn(slack.users(), ann));
      assertThat(isActiveIn(jira.users(), bob)).isTrue();
      later();

      bamboo.staff().rehire(ann);
      flow.sweep();
      assertThat(everywhere()).isEqualTo(before);
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void oneDeadToolDoesNotDelayTheOthersAndGetsItAllWhenItIsBack() {
    try (Served flow = Served.start(home, FLOW)) {
      atJira =
          (exchange, request, vendor) ->
              Weather.send(exchange, Reply.text(503, "maintenance").with("Retry-After", "1"));
      long ann = bamboo.staff().hire();
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> isActiveInHarvest(ann) && isActiveIn(slack.users(), ann));
      assertThat(jira.users().all()).isEmpty();
      later();
      bamboo.staff().leave(ann);
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> !isActiveInHarvest(ann) && !isActiveIn(slack.users(), ann));
      later();
      bamboo.staff().rehire(ann);

      atJira = Weather.CLEAR;
      flow.delivered();
      assertThat(everywhere()).allSatisfy(one -> assertThat(one.values()).containsExactly(true));
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  /** One pass: all is read, and each tool gets its part. */
  private void deliver() {
    try (Application application = home.start(Entry.ONCE)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      application.takeOver();
      for (String flow : List.of(FLOW, JIRA, HARVEST, SLACK)) {
        assertThat(application.runOnce(flow)).allMatch(run -> run.reason().isEmpty());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    later();
  }

  private static Map<String, Object> userOf(ScimResources users, long employee) {
    return users.of(Long.toString(employee)).get(0);
  }

  private static void edit(ScimResources users, long employee, String attribute, Object value) {
    users.edit((String) userOf(users, employee).get("id"), attribute, value);
  }

  private long inHarvest(long employee) {
    return harvest.people().idOf(address(employee)).orElseThrow();
  }

  private List<List<Map<String, Object>>> whatAllHold() {
    return List.of(jira.users().all(), harvest.people().all(), slack.users().all());
  }

  private static PlannedRecord only(Plan plan, Fate fate) {
    return plan.tally().samples().get(fate).get(0);
  }

  @Test
  void aPlanOfOneToolShowsWhatWouldArriveThereAndWritesNowhere() {
    long ann = bamboo.staff().hire();
    long bob = bamboo.staff().hire();
    bamboo.staff().hire();
    deliver();
    String before = bamboo.employees().find(ann).orElseThrow().get("lastName");
    bamboo.employees().update(ann, Map.of("lastName", "Newlywed"));
    bamboo.staff().leave(bob);
    long eve = bamboo.staff().hire();
    List<List<Map<String, Object>>> held = whatAllHold();

    for (String flow : List.of(JIRA, HARVEST, SLACK)) {
      Plan plan = home.plan(flow);
      assertThat(plan.run().countsInWords())
          .as(flow)
          .isEqualTo("read 4, unchanged 1, created 1, updated 1, deleted 1");
      assertThat(only(plan, Fate.CREATED).key()).contains(Long.toString(eve));
      String familyName = flow.equals(HARVEST) ? "last_name" : "name.familyName";
      PlannedRecord married = only(plan, Fate.UPDATED);
      assertThat(married.key()).contains(Long.toString(ann));
      assertThat(married.fields()).containsEntry(familyName, "Newlywed");
      assertThat(married.heldOf(familyName)).contains(before);
      assertThat(only(plan, Fate.DELETED).fields())
          .containsOnly(Map.entry(flow.equals(HARVEST) ? "is_active" : "active", false));
    }
    assertThat(whatAllHold()).as("nothing was written, in no tool").isEqualTo(held);
  }

  @Test
  void whatIsEditedInOneToolIsDriftThereAndPutBackThere() {
    long ann = bamboo.staff().hire();
    long bob = bamboo.staff().hire();
    deliver();
    edit(jira.users(), ann, "title", "Theirs");
    edit(jira.users(), bob, "nickName", "Boss");
    harvest.people().update(inHarvest(bob), Map.of("is_active", false));
    harvest.people().update(inHarvest(ann), Map.of("weekly_capacity", 72_000L));
    edit(slack.users(), bob, "userName", "boss");
    slack.users().delete((String) userOf(slack.users(), ann).get("id"));

    isRepaired(JIRA, DriftKind.CHANGED, ann);
    isRepaired(HARVEST, DriftKind.CHANGED, bob);
    isRepaired(SLACK, DriftKind.MISSING, ann);

    assertThat(userOf(jira.users(), ann).get("title"))
        .isEqualTo(bamboo.employees().find(ann).orElseThrow().get("jobTitle"));
    assertThat(userOf(jira.users(), bob)).containsEntry("nickName", "Boss");
    assertThat(harvest.people().find(inHarvest(ann)).orElseThrow())
        .containsEntry("weekly_capacity", 72_000L);
    assertThat(userOf(slack.users(), bob))
        .as("said once, and theirs since")
        .containsEntry("userName", "boss");
    assertThat(everywhere())
        .allSatisfy(one -> assertThat(one.values()).containsExactly(true, true));
    assertThat(home.deadLetters()).isEmpty();
  }

  private void isRepaired(String flow, DriftKind kind, long employee) {
    Drift drift = home.drift(flow, true);
    assertThat(drift.compared()).as(flow).isEqualTo(2);
    assertThat(drift.drifted()).as(flow).isEqualTo(1);
    assertThat(drift.repaired()).as(flow).isEqualTo(1);
    assertThat(only(drift, kind).key()).contains(Long.toString(employee));
  }

  private static PlannedRecord only(Drift drift, DriftKind kind) {
    assertThat(drift.tally().samples().get(kind)).hasSize(1);
    return drift.tally().samples().get(kind).get(0);
  }
}
