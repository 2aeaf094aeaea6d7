package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One flow that takes webhooks as they come and reads everything each night, with one ledger. */
class NightlyBesideWebhooksTest {
  private static final String FLOW = "staff";
  private static final String ROUTES =
      """
      - route:
          id: staff-webhook
          from:
            uri: platform-http:/webhooks/staff
            parameters: { httpMethodRestrict: POST }
            steps:
              - to: inbox:staff?key=/id
      - route:
          id: staff-nightly
          from:
            uri: quartz:staff-nightly
            parameters: { cron: "0 0 3 1 1 ?", stateful: true }
            steps:
              - to:
                  uri: "pages:{{staff.url}}/people"
                  parameters: { records: /people, next: "url:/next", end: /end }
              - split:
                  expression: { ref: { expression: chunk10 } }
                  streaming: true
                  stopOnException: true
                  steps:
                    - to: mapping:person-to-account
                    - to: dedup:ledger
                    - to: TOOL
      - route:
          id: staff
          from:
            uri: inbox:staff
            steps:
              - to: mapping:person-to-account
              - to: dedup:ledger
              - to: TOOL
      """
          .replace(
              "TOOL",
              "\"http-upsert:{{staff.url}}?upsert=RAW(POST /accounts/upsert)&deactivate=RAW(POST"
                  + " /accounts/upsert)&body=RAW({ \\\"inputs\\\": \\\"${records}\\\""
                  + " })&batch=100&items=/results&itemKey=/person&id=/id\"");

  private static final String MAPPING =
      """
      source: { system: HR, object: person, owner: hr }
      destination: { system: Tool, object: account }
      key: { person: id }
      fields:
        name: { from: name, required: true }
        active: { value: true }
      deletes: { when: left = true, missing: gone, action: deactivate, set: { active: false } }
      """;

  @TempDir private Path folder;
  private final Staff staff = new Staff(40);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    staff.close();
  }

  @Test
  void onlyTheNightFindsWhatIsMissingAndAWebhookTellsALeaverAtOnce() throws Exception {
    Home home =
        new Home(folder)
            .set("staff.url", staff.url())
            .set("oneway.door.port", "0")
            .write("routes/staff.camel.yaml", ROUTES)
            .write("mappings/person-to-account.yaml", MAPPING);
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).allMatch(flow -> flow.isReady(), "ready");
      application.takeOver();
      assertThat(night(application, 1).counts().read()).isEqualTo(40);
      assertThat(staff.active()).isEqualTo(40);

      post(application, "{\"id\": 7, \"name\": \"Name 7\", \"left\": true}");
      awaitActive(39);
      assertThat(staff.account(7)).containsEntry("active", false);

      post(application, "{\"id\": 7, \"name\": \"Name 7\", \"left\": false}");
      awaitActive(40);

      Map<String, Object> ninth = staff.people.remove(9L);
      post(application, "{\"id\": 10, \"name\": \"Ten\"}");
      await().until(() -> "Ten".equals(staff.account(10).get("name")));
      assertThat(staff.active()).isEqualTo(40);

      assertThat(night(application, 2).countsInWords())
          .isEqualTo("read 40, unchanged 38, updated 1, deleted 1");
      assertThat(staff.account(9)).containsEntry("active", false);

      staff.people.put(9L, ninth);
      assertThat(night(application, 3).countsInWords())
          .isEqualTo("read 40, unchanged 39, updated 1");
      assertThat(staff.active()).isEqualTo(40);
      assertThat(staff.accounts).hasSize(40);
    }
  }

  private void awaitActive(int active) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(staff.active()).isEqualTo(active));
  }

  private static RunSummary night(Application application, int night) {
    application.fire(FLOW);
    await().atMost(Duration.ofSeconds(60)).until(() -> nights(application).size() == night);
    return nights(application).get(0);
  }

  private static List<RunSummary> nights(Application application) {
    return application.books().log().latestOf(FLOW, 100).stream()
        .filter(run -> run.kind().equals(RunKind.SCHEDULED.word()))
        .filter(run -> run.state() == RunState.DONE)
        .toList();
  }

  private void post(Application application, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + application.doorPort() + "/webhooks/staff"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(202);
  }
}
