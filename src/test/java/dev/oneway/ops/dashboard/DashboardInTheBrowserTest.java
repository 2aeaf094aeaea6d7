package dev.oneway.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.ops.OpsHouse;
import dev.oneway.testing.Browser;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do at the dashboard, in a real browser. */
class DashboardInTheBrowserTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path profile;
  private static Browser browser;

  @TempDir private Path folder;
  private OpsHouse house;
  private String source;
  private String target;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open(profile).size(1280, 900);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    house = new OpsHouse(folder);
    source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String address() {
    return "http://127.0.0.1:" + house.application().managementPort() + "/";
  }

  private void go(String page) {
    browser.go("about:blank").go(address() + "#/" + page);
  }

  private static String row(String flow, String condition) {
    return "#flows tbody[data-flow='" + flow + "'][data-condition='" + condition + "']";
  }

  @Test
  void aFlowThatFailsIsSeenUnderstoodAndHealedAndItsDeadLetterReplayed() {
    house.start();
    house.add("people", 1, "Ann");
    house.targetGone();
    String why = house.run(OpsHouse.PEOPLE).reason().orElseThrow();

    go("");
    browser.find(row(OpsHouse.PEOPLE, "failing")).see(why.replace("`", ""));
    browser.screenshot("a-flow-fails").press(OpsHouse.PEOPLE).see("Failing since");

    house.targetBack();
    house.add("people", 2, "Nobody");
    browser.press("Run now").see(OpsHouse.PEOPLE + " starts.");
    go("");
    browser.find(row(OpsHouse.PEOPLE, "alert") + ", " + row(OpsHouse.PEOPLE, "ok"));
    assertThat(Sql.rows(target, "SELECT name FROM people")).containsExactly("Ann");

    go("dead-letters");
    browser.press("Dead letter 2 of " + OpsHouse.PEOPLE).see("Source record").see("Nobody");
    browser.screenshot("a-dead-letter");
    Sql.execute(target, "DROP TABLE people");
    Sql.execute(target, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
    browser.press("Replay dead letter 2 of " + OpsHouse.PEOPLE);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Sql.rows(target, "SELECT name FROM people")).containsExactly("Nobody"));
    go("");
    browser.find(row(OpsHouse.PEOPLE, "ok")).screenshot("all-is-well");
    assertThat(house.home.deadLetters()).isEmpty();
  }

  @Test
  void whatIsGoneIsRemovedWhenSomebodyApprovesIt() {
    house.home.write(
        "mappings/people.yaml",
        """
        source: { system: HR, object: people, owner: hr }
        destination: { system: Target, object: people }
        key: { id: id }
        fields: { name: name }
        deletes: { missing: gone, action: delete, limit: 5% }
        """);
    String route = "routes/" + OpsHouse.PEOPLE + ".camel.yaml";
    house.home.write(
        route,
        house.home.text(route).replace(" WHERE changed_at >= :#${exchangeProperty.since}", ""));
    house.start();
    for (int id = 1; id <= 4; id++) {
      house.add("people", id, "P" + id);
    }
    house.run(OpsHouse.PEOPLE);
    Sql.execute(source, "DELETE FROM people WHERE id > 1");
    house.run(OpsHouse.PEOPLE);

    go("");
    browser.find(row(OpsHouse.PEOPLE, "waiting")).see("3 records are gone at the source");
    browser.screenshot("a-removal-waits");
    browser
        .press("Approve the removal of 3 records of " + OpsHouse.PEOPLE)
        .see("removes 3 records at the destination")
        .press("Approve 3")
        .see("3 records will be removed by the next run.");
    assertThat(Sql.rows(target, "SELECT id FROM people")).hasSize(4);
    house.run(OpsHouse.PEOPLE);
    browser.find(row(OpsHouse.PEOPLE, "ok"));
    assertThat(Sql.rows(target, "SELECT id FROM people")).containsExactly("1");
    go("audit");
    browser.see("approve deletes").see("done");
  }

  @Test
  void theProgressOfARunMoves() {
    String route = "routes/" + OpsHouse.PEOPLE + ".camel.yaml";
    house.home.write(
        route,
        house
            .home
            .text(route)
            .replace("chunk100", "chunk10")
            .replaceFirst("( +)- to: mapping:people", "$1- delay: { constant: 250 }\n$0"));
    house.start();
    for (int id = 1; id <= 200; id++) {
      house.add("people", id, "P" + id);
    }
    go("flows/" + OpsHouse.PEOPLE);
    browser.press("Run now").find("#progress");
    Set<String> seen = new TreeSet<>();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              browser.all("#progress").forEach(progress -> seen.add(progress.getText()));
              return seen.size() >= 3;
            });
    browser.screenshot("a-run-goes-on");
    await().atMost(SOON).until(() -> browser.all("#progress").isEmpty());
    browser.see("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flows",
        "flows/people-to-target",
        "flows/broken",
        "runs",
        "dead-letters",
        "alerts",
        "inboxes",
        "lineage",
        "reports",
        "audit"
      })
  void aPageHasATitleAndTheBrowserHasNothingToComplainOf(String page) {
    house.start();
    house.add("people", 1, "Ann");
    house.add("people", 2, "Nobody");
    house.run(OpsHouse.PEOPLE);
    browser.complaints();

    go(page);
    browser.find("main h1");
    await().atMost(SOON).until(() -> browser.all("[aria-busy='true'], .loading").isEmpty());
    assertThat(browser.all("main h1")).hasSize(1);
    assertThat(browser.run("return document.title").toString()).endsWith(" · Oneway");
    browser.screenshot("page-" + page.replace('/', '-'));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatRecordsHoldIsTextAndNothingElse() {
    house.start();
    Sql.execute(target, "DROP TABLE people");
    Sql.execute(
        target, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT CHECK (name = 'x'))");
    house.add("people", 7, "<img src=x onerror=document.title=1>");
    house.run(OpsHouse.PEOPLE);
    browser.complaints();

    go("dead-letters");
    browser.press("Dead letter 7 of " + OpsHouse.PEOPLE).see("<img src=x onerror=");
    assertThat(browser.all("img")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itIsReadOnAPhoneAndInTheDark() {
    house.start();
    house.add("people", 1, "Ann");
    house.run(OpsHouse.PEOPLE);
    try {
      browser.size(390, 844);
      go("");
      browser.find(row(OpsHouse.PEOPLE, "ok")).screenshot("on-a-phone");
      assertThat(
              browser.run(
                  "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .isEqualTo(true);
      String light = background();
      browser.press("Colours: system. Change to dark.").screenshot("on-a-phone-in-the-dark");
      assertThat(background()).isNotEqualTo(light);
    } finally {
      browser.size(1280, 900);
    }
  }

  private static String background() {
    return browser.run("return getComputedStyle(document.body).backgroundColor").toString();
  }
}
