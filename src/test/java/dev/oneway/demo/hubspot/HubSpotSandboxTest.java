package dev.oneway.demo.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubSpotSandboxTest {
  private static final String CONTACTS = "/crm/v3/objects/contacts/";
  private static final String TOKEN = "s3cret-token";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private HubSpotSandbox hubspot;

  @BeforeEach
  void open() throws IOException {
    hubspot = HubSpotSandbox.start(0, TOKEN, Weather.CLEAR, now::get);
  }

  @AfterEach
  void close() {
    hubspot.close();
  }

  private HttpResponse<String> post(String path, String token, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hubspot.url() + path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, Object> answer(int status, String path, String body) {
    HttpResponse<String> answer = post(path, TOKEN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return RecordJson.readRecord(answer.body());
  }

  /** Waits while the limit of 5 searches a second is reached. */
  private Map<String, Object> search(String body) {
    HttpResponse<String> answer =
        await()
            .pollInterval(Duration.ofMillis(20))
            .until(() -> post(CONTACTS + "search", TOKEN, body), a -> a.statusCode() != 429);
    return RecordJson.readRecord(answer.body());
  }

  private Map<String, Object> searchWith(String filters, String more) {
    return search("{\"filterGroups\": [{\"filters\": [%s]}] %s}".formatted(filters, more));
  }

  private static String filter(String property, String operator, String value) {
    return "{\"propertyName\": \"%s\", \"operator\": \"%s\", \"value\": \"%s\"}"
        .formatted(property, operator, value);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> answer, String name) {
    return (List<Map<String, Object>>) answer.get(name);
  }

  private static List<Object> values(Map<String, Object> answer, String property) {
    List<Object> values = new ArrayList<>();
    list(answer, "results")
        .forEach(r -> values.add(((Map<?, ?>) r.get("properties")).get(property)));
    return values;
  }

  private HubSpotObject contact(String email, String... more) {
    Map<String, String> values = new java.util.LinkedHashMap<>(Map.of("email", email));
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return hubspot.account().contacts().add(values);
  }

  @Test
  void aSearchShowsWhatChangedPageByPageInTheOrderOfTheChanges() {
    hubspot.account().addQualifiedContacts(450);
    HubSpotObject oldest = hubspot.account().contacts().all().get(0);
    now.updateAndGet(time -> time.plusSeconds(60));
    hubspot.account().contacts().change(oldest.id(), Map.of("firstname", "Zoë"));

    Set<Object> seen = new HashSet<>();
    String after = "";
    List<Object> last = List.of();
    for (int page = 0; page < 3; page++) {
      Map<String, Object> answer =
          searchWith(
              filter("lastmodifieddate", "GTE", "2026-01-10T00:00:00.000Z"),
              ", \"sorts\": [{\"propertyName\": \"lastmodifieddate\", \"direction\": \"ASCENDING\"}],"
                  + " \"properties\": [\"firstname\"], \"limit\": 200"
                  + after);
      list(answer, "results").forEach(result -> seen.add(result.get("id")));
      last = values(answer, "firstname");
      if (answer.get("paging") instanceof Map<?, ?> paging) {
        after = ", \"after\": \"" + ((Map<?, ?>) paging.get("next")).get("after") + "\"";
      }
    }
    assertThat(seen).hasSizeBetween(300, 400).contains(String.valueOf(oldest.id()));
    assertThat(last.get(last.size() - 1)).isEqualTo("Zoë");
  }

  @Test
  void aResultHasTheAskedPropertiesAsTextAndNullWhereThereIsNone() {
    HubSpotObject ann = contact("ann@example.com", "hubspotscore", "72");
    Map<String, Object> answer =
        search("{\"properties\": [\"hubspotscore\", \"firstname\", \"nonsense\"]}");
    assertThat(answer).containsEntry("total", 1L).doesNotContainKey("paging");
    Map<String, Object> result = list(answer, "results").get(0);
    assertThat(result)
        .containsEntry("id", String.valueOf(ann.id()))
        .containsEntry("createdAt", "2026-01-31T12:00:00.000Z")
        .containsEntry("updatedAt", "2026-01-31T12:00:00.000Z")
        .containsEntry("archived", false);
    Map<String, Object> expected = new java.util.LinkedHashMap<>();
    expected.put("createdate", "2026-01-31T12:00:00.000Z");
    expected.put("hubspotscore", "72");
    expected.put("firstname", null);
    expected.put("hs_object_id", String.valueOf(ann.id()));
    expected.put("lastmodifieddate", "2026-01-31T12:00:00.000Z");
    assertThat(result).containsEntry("properties", expected);
  }

  @ParameterizedTest
  @CsvSource({
    "hubspotscore,EQ,70.0,b",
    "hubspotscore,NEQ,70,a c d",
    "hubspotscore,GT,70,c",
    "hubspotscore,GTE,70,b c",
    "hubspotscore,LT,70,a",
    "hubspotscore,LTE,70,a b",
    "hubspotscore,HAS_PROPERTY,,a b c",
    "hubspotscore,NOT_HAS_PROPERTY,,d",
    "lastname,EQ,LEE,a b",
    "lastmodifieddate,GTE,1769860800000,a b c d",
    "lastmodifieddate,GT,1769860800000,''",
  })
  void aFilterComparesByTheTypeOfItsProperty(
      String property, String operator, String value, String expected) {
    contact("a@example.com", "hubspotscore", "9", "firstname", "a", "lastname", "Lee");
    contact("b@example.com", "hubspotscore", "70", "firstname", "b", "lastname", "Lee");
    contact("c@example.com", "hubspotscore", "100", "firstname", "c");
    contact("d@example.com", "firstname", "d");
    Map<String, Object> answer = searchWith(filter(property, operator, value), "");
    assertThat(String.join(" ", values(answer, "firstname").toArray(String[]::new)))
        .isEqualTo(expected);
  }

  @Test
  void filtersOfAGroupMustAllHoldAndOneGroupIsEnough() {
    contact("a@example.com", "hubspotscore", "9");
    contact("b@example.com", "hubspotscore", "70", "lastname", "Lee");
    contact("c@example.com", "hubspotscore", "100");
    String high = filter("hubspotscore", "GT", "50");
    String lee = filter("lastname", "EQ", "lee");
    String in = "{\"propertyName\":\"email\",\"operator\":\"IN\",\"values\":[\"A@example.com\"]}";
    Map<String, Object> answer =
        search(
            "{\"filterGroups\": [{\"filters\": [%s, %s]}, {\"filters\": [%s]}]}"
                .formatted(high, lee, in));
    assertThat(values(answer, "email")).containsExactly("a@example.com", "b@example.com");
  }

  @Test
  void nobodySeesMoreThanTenThousandResults() {
    hubspot.account().addQualifiedContacts(10_300);
    Map<String, Object> last = search("{\"limit\": 200, \"after\": \"9800\"}");
    assertThat(last).containsEntry("total", 10_300L).containsKey("paging");
    assertThat(list(last, "results")).hasSize(200);
    assertThat(search("{\"limit\": 200, \"after\": \"10000\"}"))
        .containsEntry("status", "error")
        .containsEntry("category", "VALIDATION_ERROR")
        .doesNotContainKey("results");
  }

  @Test
  void aPageHasAtMostTwoHundredResults() {
    assertThat(answer(400, CONTACTS + "search", "{\"limit\": 201}"))
        .containsEntry("category", "VALIDATION_ERROR");
  }

  @Test
  void theSixthSearchWithinASecondIsRefusedWithoutSayingHowLongToWait() {
    List<HttpResponse<String>> answers =
        IntStream.range(0, 6).mapToObj(i -> post(CONTACTS + "search", TOKEN, "{}")).toList();
    assertThat(answers.get(4).statusCode()).isEqualTo(200);
    assertThat(answers.get(4).headers().firstValue("X-HubSpot-RateLimit-Daily-Remaining"))
        .isPresent();
    HttpResponse<String> refused = answers.get(5);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    assertThat(RecordJson.readRecord(refused.body()))
        .containsEntry("policyName", "SECONDLY")
        .containsEntry("message", "You have reached your secondly limit.");
    assertThat(post(CONTACTS + "batch/read", TOKEN, "{\"inputs\": [{\"id\": \"1\"}]}").statusCode())
        .as("the limit of searches is theirs alone")
        .isEqualTo(207);
  }

  @Test
  void aWrongTokenIsRefused() {
    HttpResponse<String> refused = post(CONTACTS + "search", "wrong", "{}");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(RecordJson.readRecord(refused.body()))
        .containsEntry("category", "INVALID_AUTHENTICATION")
        .containsKey("correlationId");
  }

  private static String input(String id, String trace, String properties) {
    return "{\"idProperty\": \"email\", \"id\": \"%s\", %s \"properties\": {%s}}"
        .formatted(
            id, trace.isEmpty() ? "" : "\"objectWriteTraceId\": \"" + trace + "\",", properties);
  }

  @Test
  void anUpsertCreatesAndUpdatesAndAnswersInAnotherOrder() {
    contact("a@example.com", "lastname", "Old", "firstname", "Ann");
    Map<String, Object> answer =
        answer(
            200,
            CONTACTS + "batch/upsert",
            "{\"inputs\": [%s, %s]}"
                .formatted(
                    input("A@example.com", "", "\"lastname\": \"New\", \"hubspotscore\": 5"),
                    input("b@example.com", "", "\"lastname\": \"Bee\"")));
    assertThat(values(answer, "email")).containsExactly("b@example.com", "A@example.com");
    assertThat(list(answer, "results")).extracting(r -> r.get("new")).containsExactly(true, false);
    HubSpotObject ann = hubspot.account().contacts().find("email", "a@example.com").orElseThrow();
    assertThat(ann.properties())
        .containsEntry("lastname", "New")
        .containsEntry("firstname", "Ann")
        .containsEntry("hubspotscore", "5");
    assertThat(hubspot.account().contacts().size()).isEqualTo(2);
  }

  @Test
  void withTracesTheGoodOnesAreWrittenAndTheBadOnesToldBesideThem() {
    Map<String, Object> answer =
        answer(
            207,
            CONTACTS + "batch/upsert",
            "{\"inputs\": [%s, %s, %s]}"
                .formatted(
                    input("a@example.com", "t1", "\"nonsense\": \"1\""),
                    input("b@example.com", "t2", "\"lastname\": \"Bee\""),
                    input("c@example.com", "t3", "\"hubspotscore\": \"ten\"")));
    assertThat(answer).containsEntry("numErrors", 2L);
    assertThat(values(answer, "email")).containsExactly("b@example.com");
    assertThat(list(answer, "errors"))
        .extracting(error -> error.get("context"))
        .containsExactly(
            Map.of("objectWriteTraceId", List.of("t1")),
            Map.of("objectWriteTraceId", List.of("t3")));
    assertThat(list(answer, "errors").get(0))
        .containsEntry("category", "VALIDATION_ERROR")
        .hasEntrySatisfying(
            "message",
            message ->
                assertThat((String) message)
                    .startsWith("Property values were not valid: [{")
                    .contains("\"error\":\"PROPERTY_DOESNT_EXIST\"", "nonsense"));
    assertThat((String) list(answer, "errors").get(1).get("message"))
        .contains("ten was not a valid number.", "INVALID_INTEGER");
    assertThat(hubspot.account().contacts().size()).isEqualTo(1);
  }

  @Test
  void withoutTracesOneBadInputRefusesThemAll() {
    Map<String, Object> answer =
        answer(
            400,
            CONTACTS + "batch/upsert",
            "{\"inputs\": [%s, %s]}"
                .formatted(
                    input("a@example.com", "", "\"lastname\": \"Lee\""),
                    input("not an address", "", "")));
    assertThat((String) answer.get("message")).contains("INVALID_EMAIL");
    assertThat(hubspot.account().contacts().size()).isZero();
  }

  @Test
  void anUpsertTakesAHundredInputsByAPropertyThatIsUnique() {
    List<String> inputs =
        IntStream.range(0, 101).mapToObj(i -> input("c" + i + "@example.com", "", "")).toList();
    answer(400, CONTACTS + "batch/upsert", "{\"inputs\": [" + String.join(",", inputs) + "]}");
    String hundred = String.join(",", inputs.subList(0, 100));
    answer(200, CONTACTS + "batch/upsert", "{\"inputs\": [" + hundred + "]}");
    String byName = "{\"inputs\": [{\"idProperty\": \"lastname\", \"id\": \"Lee\"}]}";
    assertThat((String) answer(400, CONTACTS + "batch/upsert", byName).get("message"))
        .contains("non-unique property lastname");
    String twice = "{\"inputs\": [" + inputs.get(0) + "," + inputs.get(0) + "]}";
    answer(400, CONTACTS + "batch/upsert", twice);
  }

  @Test
  void anEmptyTextClearsAPropertyAndWhatHubSpotKeepsCanNotBeWritten() {
    contact("a@example.com", "lastname", "Lee");
    String body = "{\"inputs\": [" + input("a@example.com", "t", "\"lastname\": \"\"") + "]}";
    answer(200, CONTACTS + "batch/upsert", body);
    assertThat(hubspot.account().contacts().find("email", "a@example.com").orElseThrow())
        .satisfies(ann -> assertThat(ann.property("lastname")).isEmpty());
    String id = "{\"inputs\": [" + input("a@example.com", "t", "\"hs_object_id\": \"5\"") + "]}";
    assertThat(answer(207, CONTACTS + "batch/upsert", id).toString()).contains("READ_ONLY_VALUE");
  }

  @Test
  void aBatchReadTellsWhichIdsItDoesNotKnow() {
    hubspot.account().companies().add(Map.of("customer_id", "K1", "name", "Lee & Co"));
    Map<String, Object> answer =
        answer(
            207,
            "/crm/v3/objects/companies/batch/read",
            """
            {"idProperty": "customer_id", "properties": ["customer_id", "name"],
             "inputs": [{"id": "K1"}, {"id": "K2"}]}""");
    assertThat(values(answer, "name")).containsExactly("Lee & Co");
    assertThat(list(answer, "errors").get(0))
        .containsEntry("category", "OBJECT_NOT_FOUND")
        .containsEntry("context", Map.of("ids", List.of("K2")));
  }

  @Test
  void whatIsArchivedIsGone() {
    HubSpotObject ann = contact("a@example.com");
    hubspot.account().contacts().remove(ann.id());
    assertThat(list(search("{}"), "results")).isEmpty();
    assertThat(contact("a@example.com").id()).isNotEqualTo(ann.id());
  }

  @Test
  void theSameCallsMakeTheSameAccountAndTicksChangeIt() throws IOException {
    try (HubSpotSandbox twin = HubSpotSandbox.start(0, TOKEN, Weather.CLEAR, now::get)) {
      for (HubSpotAccount account : List.of(twin.account(), hubspot.account())) {
        account.addQualifiedContacts(20);
        account.addOtherContacts(20);
        IntStream.range(0, 50).forEach(i -> account.tick());
      }
      assertThat(twin.account().contacts().all()).isEqualTo(hubspot.account().contacts().all());
      assertThat(twin.account().contacts().size()).isBetween(45, 60);
    }
  }

  @Test
  void anImportMakesContactsOfOneMoment() {
    hubspot.account().importQualifiedContacts(300);
    assertThat(hubspot.account().contacts().all())
        .hasSize(300)
        .allSatisfy(contact -> assertThat(contact.updatedAt()).isEqualTo(now.get()));
  }
}
