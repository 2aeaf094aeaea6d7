package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.alert.Alert;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.Fate;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 2,000 people, and days on which the source doesn't list them all. */
class MissingFlowTest {
  private static final String FLOW = "staff";
  private static final int PEOPLE = 2000;
  private static final int LISTED = 900;
  private static final int LOST = PEOPLE - LISTED;

  @TempDir private Path folder;
  private final Staff staff = new Staff(PEOPLE);
  private Tool tool;
  private Home home;

  /** What receives. */
  enum Tool {
    TABLE,
    API
  }

  private void start(Tool receives) {
    start(receives, "action: deactivate, set: { active: false }");
  }

  private void start(Tool receives, String action) {
    tool = receives;
    // So that the ledger is tried on both state stores, too.
    String state = receives == Tool.API ? Postgres.newDatabase() : null;
    String database = Postgres.newDatabase();
    Sql.execute(
        database,
        "CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY, person bigint PRIMARY KEY,"
            + " name text, active boolean NOT NULL)");
    home = new Home(folder);
    if (state != null) {
      home.set("oneway.state.url", state);
    }
    home.destination("tool", database)
        .set("staff.url", staff.url())
        .set("tool.database", database)
        .write(
            "routes/staff.camel.yaml",
            """
                - route:
                    id: staff
                    from:
                      uri: quartz:staff
                      parameters: { cron: "0 0 3 * * ?", stateful: true }
                      steps:
                        - to:
                            uri: "pages:{{staff.url}}/people"
                            parameters: { records: /people, next: "url:/next", end: /end }
                        - split:
                            expression: { ref: { expression: chunk100 } }
                            streaming: true
                            stopOnException: true
                            steps:
                              - to: mapping:person-to-account
                              - to: dedup:ledger
                              - to:
                """
                + (receives == Tool.TABLE ? TABLE : API))
        .write(
            "mappings/person-to-account.yaml",
            """
                source: { system: HR, object: person, owner: hr }
                destination: { system: Tool, object: account }
                key: { person: id }
                where: $not(hidden = true)
                fields:
                  name: { from: name, required: true }
                  active: { value: true }
                deletes: { when: left = true, missing: gone, limit: 5%, ACTION }
                """
                .replace("ACTION", action));
  }

  private static final String TABLE =
      "                  uri: jdbc-upsert:accounts?dataSource=#tool\n".indent(8);

  private static final String API =
      """
                          uri: "http-upsert:{{staff.url}}"
                          parameters:
                            upsert: "POST /accounts/upsert"
                            deactivate: "POST /accounts/upsert"
                            delete: "POST /accounts/delete"
                            body: 'RAW({ "inputs": "${records}" })'
                            deleteBody: 'RAW({ "inputs": "${records}" })'
                            batch: 100
                            items: /results
                            itemKey: /person
                            id: /id
      """
          .indent(6);

  @AfterEach
  void close() {
    staff.close();
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  private long active() {
    return tool == Tool.API
        ? staff.active()
        : Sql.count(home.settings().get("tool.database"), "accounts WHERE active");
  }

  private List<String> identities() {
    return tool == Tool.API
        ? staff.accounts.entrySet().stream()
            .map(one -> one.getKey() + "|" + one.getValue().get("id"))
            .toList()
        : Sql.rows(
            home.settings().get("tool.database"), "SELECT person, id FROM accounts ORDER BY 1");
  }

  private List<Alert> alerts() {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.alerts().open();
    }
  }

  private RunSummary find(String run) {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.books().log().find(run).orElseThrow();
    }
  }

  private List<HeldBatches.Batch> waiting() {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.books().held().waiting(FLOW);
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

  private long reject(String run) {
    try (Application application = home.start(Entry.INSPECT)) {
      return application.reject(FLOW, run);
    }
  }

  private RunSummary badDay() {
    staff.listOnly(LISTED);
    return run();
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void onABadDayNothingIsRemovedBeforeSomebodyApproves(Tool receives) {
    start(receives);
    assertThat(run().counts().read()).isEqualTo(PEOPLE);
    assertThat(active()).isEqualTo(PEOPLE);
    List<String> identities = identities();

    RunSummary bad = badDay();
    assertThat(bad.countsInWords()).isEqualTo("read 2000, unchanged 900, held 1100");
    assertThat(bad.state()).isEqualTo(RunState.WAITING);
    assertThat(run().countsInWords()).isEqualTo("read 900, unchanged 900");
    assertThat(active()).isEqualTo(PEOPLE);
    assertThat(waiting()).containsExactly(new HeldBatches.Batch(bad.id(), LOST, LOST));
    assertThat(alerts())
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.text())
                    .startsWith(
                        "1,100 of 2,000 records are gone at the source, more than the limit of 5%"
                            + " allows (100), so none was removed.")
                    .contains("oneway approve staff " + bad.id()));

    RunSummary approved = approve(bad.id());
    assertThat(approved.countsInWords()).isEqualTo("read 1100, deleted 1100");
    assertThat(approved.state()).isEqualTo(RunState.DONE);
    assertThat(active()).isEqualTo(LISTED);
    assertThat(alerts()).isEmpty();
    assertThat(find(bad.id()).state()).isEqualTo(RunState.DONE);
    assertThat(run().countsInWords()).isEqualTo("read 900, unchanged 900");

    staff.listAll();
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 900, updated 1100");
    assertThat(active()).isEqualTo(PEOPLE);
    assertThat(identities()).as("the same accounts").isEqualTo(identities);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void whatIsRejectedIsLeftAloneUntilItWasThereAgain(Tool receives) {
    start(receives);
    run();
    RunSummary bad = badDay();

    assertThat(reject(bad.id())).isEqualTo(LOST);
    assertThat(reject(bad.id())).isZero();
    assertThat(alerts()).isEmpty();
    assertThat(find(bad.id()).state()).isEqualTo(RunState.DONE);
    assertThat(run().countsInWords()).isEqualTo("read 900, unchanged 900");
    assertThat(alerts()).isEmpty();
    assertThat(active()).isEqualTo(PEOPLE);

    staff.listAll();
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 2000");
    assertThat(badDay().state()).isEqualTo(RunState.WAITING);
    assertThat(alerts()).hasSize(1);
    assertThat(active()).isEqualTo(PEOPLE);
  }

  @Test
  void aGoodDayEndsTheAlertAndNothingWasRemoved() {
    start(Tool.TABLE);
    run();
    RunSummary bad = badDay();

    staff.listAll();
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 2000");

    assertThat(alerts()).isEmpty();
    assertThat(waiting()).isEmpty();
    assertThat(find(bad.id()).state()).isEqualTo(RunState.DONE);
    assertThatThrownBy(() -> approve(bad.id())).isInstanceOf(AssertionError.class);
    assertThat(active()).isEqualTo(PEOPLE);
  }

  @Test
  void whileABatchWaitsAllElseGoesOnAndOtherRemovalsQueueBehindIt() {
    start(Tool.TABLE);
    run();
    RunSummary bad = badDay();
    staff.people.get(1L).put("name", "Anna");
    staff.people.get(2L).put("left", true);
    staff.hire(-1);

    staff.listOnly(LISTED + 1);
    RunSummary next = run();
    assertThat(next.countsInWords())
        .isEqualTo("read 901, unchanged 898, created 1, updated 1, held 1");
    assertThat(next.state()).isEqualTo(RunState.WAITING);
    assertThat(waiting()).containsExactly(new HeldBatches.Batch(bad.id(), LOST, LOST));

    staff.listAll();
    RunSummary good = run();
    assertThat(good.countsInWords()).isEqualTo("read 2001, unchanged 2000, deleted 1");
    assertThat(find(next.id()).state()).isEqualTo(RunState.DONE);
    assertThat(active()).isEqualTo(PEOPLE);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void whoLeavesIsDeactivatedWithinOneRunAndComesBackAsTheSame(Tool receives) {
    start(receives);
    run();
    List<String> identities = identities();

    Map<String, Object> gone = staff.people.remove(7L);
    staff.people.get(8L).put("left", true);
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 1998, deleted 2");
    assertThat(active()).isEqualTo(PEOPLE - 2);
    assertThat(run().countsInWords()).isEqualTo("read 1999, unchanged 1999");

    staff.people.put(7L, gone);
    staff.people.get(8L).put("left", false);
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 1998, updated 2");
    assertThat(active()).isEqualTo(PEOPLE);
    assertThat(identities()).isEqualTo(identities);
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void whatIsDeletedIsMadeAnewWhenItComesBack(Tool receives) {
    start(receives, "action: delete");
    run();

    Map<String, Object> gone = staff.people.remove(7L);
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 1999, deleted 1");
    assertThat(identities()).hasSize(PEOPLE - 1);

    staff.people.put(7L, gone);
    RunSummary back = run();
    assertThat(back.counts().of(Fate.UNCHANGED)).isEqualTo(PEOPLE - 1);
    assertThat(active()).isEqualTo(PEOPLE);
    assertThat(run().countsInWords()).isEqualTo("read 2000, unchanged 2000");
  }

  @Test
  void aReadThatIsEmptyOrBreaksOffOrHasARecordWithoutAKeyRemovesNothing() {
    start(Tool.TABLE);
    run();

    staff.listOnly(0);
    assertThat(run().countsInWords()).isEqualTo("read 0");

    staff.listAll();
    staff.failAt(3);
    RunSummary broken = home.runOnce(FLOW);
    assertThat(broken.state()).isEqualTo(RunState.FAILED);

    staff.listAll();
    staff.people.remove(7L);
    staff.people.get(9L).remove("id");
    assertThat(run().countsInWords()).isEqualTo("read 1999, unchanged 1998, rejected 1");

    assertThat(active()).isEqualTo(PEOPLE);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void whatIsFilteredOrRejectedWithItsKeyIsThere() {
    start(Tool.TABLE);
    run();
    staff.people.get(3L).put("hidden", true);
    staff.people.get(4L).remove("name");

    assertThat(run().countsInWords())
        .isEqualTo("read 2000, filtered 1, unchanged 1998, rejected 1");
    assertThat(active()).isEqualTo(PEOPLE);
  }
}
