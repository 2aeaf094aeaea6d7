package dev.oneway.demo.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZendeskSandboxTest {
  private static final String EXPORT = "/api/v2/incremental/tickets/cursor.json?";
  private static final String UPSERT = "/api/v2/organizations/create_or_update";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("ann@example.com/token:s3cret".getBytes(StandardCharsets.UTF_8));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private ZendeskSandbox zendesk;

  @BeforeEach
  void open() throws IOException {
    zendesk = ZendeskSandbox.start(0, "ann@example.com", "s3cret", Weather.CLEAR, 250, now::get);
  }

  @AfterEach
  void close() {
    zendesk.close();
  }

  private HttpResponse<String> send(String method, String path, String auth, String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : zendesk.url() + path))
            .header("Authorization", auth)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, BASIC, "");
  }

  private HttpResponse<String> upsert(String organization) throws Exception {
    return send("POST", UPSERT, BASIC, "{\"organization\":" + organization + "}");
  }

  private static Map<String, Object> json(HttpResponse<String> answer) {
    return RecordJson.readRecord(answer.body());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(HttpResponse<String> answer, String name) {
    return (List<Map<String, Object>>) json(answer).get(name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> organization(HttpResponse<String> answer) {
    return (Map<String, Object>) json(answer).get("organization");
  }

  @Test
  void theExportGivesEveryTicketOnceAndSaysWhichPageIsTheLast() throws Exception {
    List<Object> ids = new ArrayList<>();
    HttpResponse<String> page = get(EXPORT + "start_time=0&per_page=100");
    while (true) {
      list(page, "tickets").forEach(ticket -> ids.add(ticket.get("id")));
      assertThat(json(page)).containsKey("after_cursor").containsKey("after_url");
      if (json(page).get("end_of_stream").equals(true)) {
        break;
      }
      page = get((String) json(page).get("after_url"));
    }
    assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    HttpResponse<String> behind = get((String) json(page).get("after_url"));
    assertThat(list(behind, "tickets")).isEmpty();
    assertThat(json(behind)).containsEntry("end_of_stream", true);
  }

  @Test
  void theCursorGoesOnWhereItStoodToo() throws Exception {
    HttpResponse<String> page = get(EXPORT + "start_time=0&per_page=249");
    HttpResponse<String> rest = get(EXPORT + "cursor=" + json(page).get("after_cursor"));
    assertThat(list(rest, "tickets")).hasSize(1);
  }

  @Test
  void theYoungestMinuteIsWithheldAndADeletedTicketIsShown() throws Exception {
    long since = now.get().getEpochSecond();
    long deleted = (Long) zendesk.tickets().all().get(7).get("id");
    zendesk.tickets().delete(deleted);
    now.updateAndGet(time -> time.plusSeconds(59));
    zendesk.tickets().add();
    String question = EXPORT + "start_time=" + (since - 1);
    assertThat(list(get(question), "tickets")).isEmpty();
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThat(list(get(question), "tickets"))
        .singleElement()
        .satisfies(
            ticket ->
                assertThat(ticket).containsEntry("id", deleted).containsEntry("status", "deleted"));
  }

  @Test
  void whatOnlyZendeskTouchedComesAgainAndIsNotUpdated() throws Exception {
    Map<String, Object> ticket = zendesk.tickets().all().get(7);
    long id = (Long) ticket.get("id");
    zendesk.tickets().touch(id);
    now.updateAndGet(time -> time.plusSeconds(60));
    String question = EXPORT + "start_time=" + (now.get().getEpochSecond() - 60);
    assertThat(list(get(question), "tickets"))
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again).containsEntry("id", id);
              assertThat(again.get("updated_at")).isEqualTo(ticket.get("updated_at"));
            });
  }

  @Test
  void aStartWithinTheLastMinuteIsRefused() throws Exception {
    HttpResponse<String> answer = get(EXPORT + "start_time=" + (now.get().getEpochSecond() - 59));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer)).containsEntry("error", "StartTimeTooRecent");
    assertThat(get(EXPORT + "start_time=yesterday").body()).contains("start_time attribute");
    assertThat(get(EXPORT + "cursor=x").body()).contains("cursor attribute");
  }

  @Test
  void tenExportsAMinuteAndThenItSaysInPlainTextHowLongToWait() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(get(EXPORT + "start_time=0").statusCode()).isEqualTo(200);
    }
    now.updateAndGet(time -> time.plusSeconds(20));
    HttpResponse<String> refused = get(EXPORT + "start_time=0");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("40");
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(refused.body())
        .isEqualTo("Number of allowed incremental ticket export API requests per minute exceeded");
    assertThat(upsert("{\"name\":\"Acme\"}").statusCode()).as("others go on").isEqualTo(201);
    now.updateAndGet(time -> time.plusSeconds(40));
    assertThat(get(EXPORT + "start_time=0").statusCode()).isEqualTo(200);
  }

  @Test
  void everyAnswerSaysWhatIsLeftOfTheMinute() throws Exception {
    zendesk.allow(2, 10);
    HttpResponse<String> first = upsert("{\"name\":\"Acme\"}");
    assertThat(first.headers().firstValue("X-Rate-Limit")).contains("2");
    assertThat(first.headers().firstValue("X-Rate-Limit-Remaining")).contains("1");
    assertThat(first.headers().firstValue("ratelimit-reset")).contains("60");
    upsert("{\"name\":\"Beta\"}");
    HttpResponse<String> refused = upsert("{\"name\":\"Gamma\"}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).startsWith("Rate limit for this endpoint exceeded");
    assertThat(refused.headers().firstValue("Retry-After")).contains("60");
    assertThat(zendesk.organizations().all()).hasSize(2);
  }

  @Test
  void whoIsUnknownIsTurnedAway() throws Exception {
    HttpResponse<String> refused = send("GET", EXPORT + "start_time=0", "Basic eDp5", "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo("{\"error\":\"Couldn't authenticate you\"}");
    assertThat(json(send("GET", EXPORT, "Bearer x", ""))).containsEntry("error", "invalid_token");
    assertThat(send("GET", EXPORT + "start_time=0", "Bearer s3cret", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void anOrganizationIsMadeOnceAndThenUpdatedByItsExternalIdInAnyCase() throws Exception {
    HttpResponse<String> made =
        upsert(
            "{\"external_id\":\"A-1\",\"name\":\"Acme\",\"organization_fields\":{\"mrr\":19.50}}");
    assertThat(made.statusCode()).isEqualTo(201);
    HttpResponse<String> updated =
        upsert("{\"external_id\":\"a-1\",\"organization_fields\":{\"seats\":7}}");
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(organization(updated))
        .containsEntry("id", organization(made).get("id"))
        .containsEntry("name", "Acme");
    assertThat(updated.body()).contains("\"mrr\":19.50", "\"seats\":7");
    assertThat(zendesk.organizations().all()).hasSize(1);
    assertThat(zendesk.organizations().writes()).isEqualTo(2);
  }

  @Test
  void aKnownOrganizationIsUpdatedByItsIdAndADeletedOneIsNotFound() throws Exception {
    long id = zendesk.organizations().add("Acme");
    String path = "/api/v2/organizations/" + id;
    HttpResponse<String> updated =
        send("PUT", path, BASIC, "{\"organization\":{\"external_id\":\"A-1\"}}");
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(organization(updated)).containsEntry("name", "Acme");
    assertThat(organization(get(path))).containsEntry("external_id", "A-1");
    zendesk.organizations().delete(id);
    assertThat(send("PUT", path, BASIC, "{\"organization\":{}}").statusCode()).isEqualTo(404);
    assertThat(json(get(path))).containsEntry("error", "RecordNotFound");
  }

  @Test
  void organizationsAreFoundByExternalIdAndByName() throws Exception {
    upsert("{\"external_id\":\"A-1\",\"name\":\"Acme\"}");
    upsert("{\"external_id\":\"A-2\",\"name\":\"Beta\"}");
    String path = "/api/v2/organizations/";
    assertThat(list(get(path + "search?external_id=A-2"), "organizations")).hasSize(1);
    assertThat(list(get(path + "search?name=acme"), "organizations")).hasSize(1);
    assertThat(list(get(path + "show_many?external_ids=A-1,A-9,A-2"), "organizations"))
        .extracting(one -> one.get("external_id"))
        .containsExactly("A-1", "A-2");
  }

  @Test
  void whatBreaksARuleIsRefusedInZendesksWords() throws Exception {
    upsert("{\"external_id\":\"A-1\",\"name\":\"Acme\"}");
    HttpResponse<String> blank = upsert("{\"external_id\":\"A-2\",\"name\":\" \"}");
    assertThat(blank.statusCode()).isEqualTo(422);
    assertThat(json(blank))
        .containsEntry("error", "RecordInvalid")
        .containsEntry("description", "Record validation errors");
    assertThat(blank.body()).contains("Name: cannot be blank").contains("\"BlankValue\"");
    assertThat(upsert("{\"external_id\":\"A-2\",\"name\":\"acme\"}").body())
        .contains("\"details\":{\"name\":[{")
        .contains("Name: acme has already been taken", "DuplicateValue");
    for (String field :
        List.of(
            "\"seats\":1.5", "\"mrr\":\"a lot\"", "\"plan\":\"gold\"", "\"last_active_at\":7")) {
      String fields = "{\"external_id\":\"A-1\",\"organization_fields\":{" + field + "}}";
      assertThat(upsert(fields).statusCode()).as(field).isEqualTo(422);
    }
    assertThat(send("POST", UPSERT, BASIC, "{").statusCode()).isEqualTo(422);
    assertThat(send("POST", UPSERT, BASIC, "{}").statusCode()).isEqualTo(400);
    assertThat(zendesk.organizations().writes()).isEqualTo(1);
  }

  @Test
  void whatZendeskDoesNotKnowItIgnoresWithoutAWord() throws Exception {
    HttpResponse<String> answer =
        upsert(
            "{\"name\":\"Acme\",\"colour\":\"red\",\"organization_fields\":{\"shade\":\"dark\"}}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain("red", "dark");
  }

  @Test
  void ticksBringChangesOfAllKinds() {
    for (int i = 0; i < 200; i++) {
      zendesk.tickets().tick();
    }
    assertThat(zendesk.tickets().size()).isBetween(300, 360);
    assertThat(zendesk.tickets().all())
        .anySatisfy(ticket -> assertThat(ticket).containsEntry("status", "deleted"));
  }
}
