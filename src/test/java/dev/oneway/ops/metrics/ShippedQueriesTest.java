package dev.oneway.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneway.ops.OpsHouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboard, the alert rules and the docs name metrics that really exist. */
class ShippedQueriesTest {
  private static final String DASHBOARD = "ops/grafana-dashboard.json";
  private static final String RULES = "ops/prometheus-alerts.yaml";

  /** Prometheus' own, of every target. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("instance", "job");

  @TempDir private static Path folder;
  private static Scrape scrape;
  private static long missing;

  @BeforeAll
  static void scrapeAHouseInWhichEverythingHasHappened() {
    try (OpsHouse house = new OpsHouse(folder)) {
      house.start();
      house.add("people", 1, "Ann");
      house.add("people", 2, "Nobody");
      house.add("tickets", 1, "Printer");
      house.run(OpsHouse.PEOPLE);
      house.application().fire(OpsHouse.TICKETS);
      await()
          .untilAsserted(
              () -> assertThat(house.get("/metrics").body()).contains("oneway_inbox_events{"));
      house.targetGone();
      house.add("people", 3, "Bob");
      house.run(OpsHouse.PEOPLE);
      house.targetBack();
      house.run(OpsHouse.PEOPLE);
      house.home.drift(OpsHouse.PEOPLE, false);
      house.emptyTarget();
      house.home.drift(OpsHouse.PEOPLE, false);
      await()
          .untilAsserted(
              () -> assertThat(house.get("/metrics").body()).contains("oneway_alerts{flow"));
      missing = house.application().driftLog().latest().get(0).missing();
      scrape = Scrape.of(house.get("/metrics").body());
    }
  }

  private static List<String> ofDashboard() throws IOException {
    List<String> expressions = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(Path.of(DASHBOARD)));
    dashboard.findValues("expr").forEach(expr -> expressions.add(expr.asText()));
    dashboard
        .findValues("definition")
        .forEach(
            values ->
                expressions.add(
                    values.asText().replaceAll("label_values\\((\\w+), (\\w+)\\)", "$1{$2=\"\"}")));
    return expressions;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rules() throws IOException {
    Map<String, Object> file =
        (Map<String, Object>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of(RULES)));
    List<Map<String, Object>> rules = new ArrayList<>();
    for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
      rules.addAll((List<Map<String, Object>>) group.get("rules"));
    }
    return rules;
  }

  private static List<String> ofRules() throws IOException {
    return rules().stream().map(rule -> rule.get("expr").toString()).toList();
  }

  private static void everythingExists(List<String> expressions) {
    assertThat(expressions)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            expression -> {
              PromQl query = PromQl.of(expression);
              Set<String> labels = new HashSet<>(LABELS_OF_PROMETHEUS);
              assertThat(query.selectors()).isNotEmpty();
              query
                  .selectors()
                  .forEach(
                      (name, selectedBy) -> {
                        if (!OF_PROMETHEUS.contains(name)) {
                          assertThat(scrape.labels()).containsKey(name);
                          assertThat(selectedBy).isSubsetOf(scrape.labels().get(name));
                          labels.addAll(scrape.labels().get(name));
                        }
                      });
              assertThat(query.grouping()).isSubsetOf(labels);
            });
  }

  @Test
  void everyQueryOfTheDashboardAsksForWhatExists() throws IOException {
    everythingExists(ofDashboard());
  }

  @Test
  void everyAlertRuleAsksForWhatExistsAndSaysWhatToDo() throws IOException {
    everythingExists(ofRules());
    assertThat(rules())
        .allSatisfy(
            rule ->
                assertThat(rule.get("annotations").toString())
                    .containsPattern("summary=[^,}]+.*action=[^}]+"));
  }

  @Test
  void everyMetricIsOnTheDashboardAndInTheDocs() throws IOException {
    Set<String> asked = new TreeSet<>();
    ofDashboard().forEach(expression -> asked.addAll(PromQl.of(expression).selectors().keySet()));
    String docs = Files.readString(Path.of("docs/operations.md"));
    Set<String> named = new TreeSet<>();
    Pattern.compile("`(oneway_[a-z_]+)`")
        .matcher(docs)
        .results()
        .forEach(match -> named.add(match.group(1)));
    Set<String> ours = new TreeSet<>(scrape.families());
    ours.removeIf(name -> !name.startsWith("oneway_") || name.endsWith("_max"));
    assertThat(named).isEqualTo(ours);
    assertThat(ours)
        .allSatisfy(
            family ->
                assertThat(asked)
                    .anyMatch(name -> name.equals(family) || name.equals(family + "_bucket")));
  }

  @Test
  void theOnlyLabelsAreThoseOfWhichThereAreFew() {
    scrape
        .labels()
        .forEach(
            (name, labels) -> {
              if (name.startsWith("oneway_")) {
                assertThat(labels)
                    .as(name)
                    .isSubsetOf(
                        "flow", "fate", "result", "category", "kind", "state", "inbox", "le");
              }
            });
  }

  @Test
  void whatTheRunsDidIsCounted() {
    String people = "flow=\"" + OpsHouse.PEOPLE + "\"";
    assertThat(scrape.number("oneway_records_total{fate=\"rejected\"," + people + "}"))
        .isPositive();
    assertThat(scrape.number("oneway_records_total{fate=\"created\"," + people + "}")).isEqualTo(2);
    assertThat(scrape.number("oneway_runs_total{" + people + ",result=\"failed\"}")).isEqualTo(1);
    assertThat(scrape.number("oneway_runs_total{" + people + ",result=\"done\"}")).isEqualTo(2);
    assertThat(scrape.number("oneway_run_failures_total{category=\"other\"," + people + "}"))
        .isEqualTo(1);
    assertThat(scrape.number("oneway_run_duration_seconds_count{" + people + "}")).isEqualTo(3);
    // Ann had changed before the flow ran for the first time.
    assertThat(scrape.number("oneway_delivery_latency_seconds_count{" + people + "}")).isEqualTo(1);
    assertThat(scrape.number("oneway_dead_letters{" + people + "}")).isEqualTo(1);
    assertThat(scrape.number("oneway_drift_records{" + people + ",kind=\"missing\"}"))
        .isEqualTo((double) missing)
        .isPositive();
    assertThat(scrape.number("oneway_flows{state=\"broken\"}")).isEqualTo(1);
    assertThat(scrape.number("oneway_state_up")).isEqualTo(1);
  }
}
