package dev.oneway.demo.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceSandboxTest {
  private static final String COLLECTION = "/services/data/v65.0/composite/sobjects";
  private static final String LEADS = COLLECTION + "/Lead/HubSpot_Id__c";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private SalesforceSandbox salesforce;
  private String token;

  @BeforeEach
  void open() throws IOException {
    salesforce = SalesforceSandbox.start(0, "the-client", "s3cret-client", Weather.CLEAR, now::get);
    token =
        (String)
            RecordJson.readRecord(
                    token(
                            "grant_type=client_credentials&client_id=the-client&client_secret=s3cret-client")
                        .body())
                .get("access_token");
  }

  @AfterEach
  void close() {
    salesforce.close();
  }

  private HttpResponse<String> token(String form) {
    return send(
        HttpRequest.newBuilder(URI.create(salesforce.tokenUrl()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> ask(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(salesforce.url() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> query(String soql) {
    String encoded = URLEncoder.encode(soql, StandardCharsets.UTF_8);
    return ask("GET", "/services/data/v65.0/query?q=" + encoded, "");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }

  private static List<Map<String, Object>> array(HttpResponse<String> answer) {
    return list(RecordJson.readRecord("{\"array\":" + answer.body() + "}").get("array"));
  }

  private List<Map<String, Object>> records(String soql) {
    HttpResponse<String> answer = query(soql);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return list(RecordJson.readRecord(answer.body()).get("records"));
  }

  private static Map<String, Object> lead(String hubspotId, Object... more) {
    Map<String, Object> lead = new HashMap<>();
    lead.put("attributes", Map.of("type", "Lead"));
    lead.put("HubSpot_Id__c", hubspotId);
    lead.put("LastName", "Lee");
    lead.put("Company", "Lee & Co");
    for (int i = 0; i < more.length; i += 2) {
      lead.put((String) more[i], more[i + 1]);
    }
    return lead;
  }

  private HttpResponse<String> collection(String method, String path, List<?> records) {
    return ask(method, path, RecordJson.write(Map.of("allOrNone", false, "records", records)));
  }

  private List<Map<String, Object>> written(String method, String path, Object... records) {
    HttpResponse<String> answer = collection(method, path, List.of(records));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return array(answer);
  }

  private Map<String, Object> theLead(String hubspotId) {
    return salesforce.org().find("Lead", "HubSpot_Id__c", hubspotId).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials&client_id=x&client_secret=s3cret-client, invalid_client_id",
    "grant_type=client_credentials&client_id=the-client&client_secret=x, invalid_client",
    "grant_type=password, unsupported_grant_type",
    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c, invalid_grant"
  })
  void aTokenIsGivenToWhoIsKnown(String form, String error) {
    HttpResponse<String> answer = token(form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RecordJson.readRecord(answer.body()))
        .containsEntry("error", error)
        .containsKey("error_description");
    assertThat(salesforce.tokensIssued()).isEqualTo(1);
  }

  @Test
  void aTokenSaysWhereItIsGoodAndNotForHowLong() {
    Map<String, Object> answer =
        RecordJson.readRecord(
            token("grant_type=client_credentials&client_id=the-client&client_secret=s3cret-client")
                .body());
    assertThat(answer)
        .containsEntry("instance_url", salesforce.url())
        .containsEntry("token_type", "Bearer")
        .doesNotContainKey("expires_in");
  }

  @Test
  void anExpiredTokenIsRefused() {
    salesforce.expireTokens();
    HttpResponse<String> refused = query("SELECT Id FROM Lead");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .isEqualTo(
            "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
  }

  @Test
  void anOrgThatHasUsedUpItsRequestsSaysSoWithStatus403() {
    assertThat(query("SELECT Id FROM Lead").headers().firstValue("Sforce-Limit-Info"))
        .contains("api-usage=1/100000");
    salesforce.requestsADay(1);
    HttpResponse<String> refused = query("SELECT Id FROM Lead");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("REQUEST_LIMIT_EXCEEDED");
  }

  @Test
  void anUpsertCreatesAndUpdatesInTheOrderSent() {
    written("PATCH", LEADS, lead("2", "FirstName", "Bo", "Lead_Score__c", 70));
    now.updateAndGet(time -> time.plusSeconds(60));
    List<Map<String, Object>> outcomes =
        written(
            "PATCH",
            LEADS,
            lead("1"),
            lead("2", "LastName", "New", "Lead_Score__c", 71),
            lead("3"));
    assertThat(outcomes).extracting(o -> o.get("success")).containsOnly(true);
    assertThat(outcomes).extracting(o -> o.get("created")).containsExactly(true, false, true);
    assertThat(outcomes)
        .extracting(o -> o.get("id"))
        .containsExactly(theLead("1").get("Id"), theLead("2").get("Id"), theLead("3").get("Id"))
        .allSatisfy(id -> assertThat((String) id).matches("00Q[A-Za-z0-9]{12}[A-Z0-5]{3}"));
    assertThat(theLead("2"))
        .containsEntry("LastName", "New")
        .containsEntry("FirstName", "Bo")
        .containsEntry("Status", "Open - Not Contacted")
        .containsEntry("CreatedDate", Instant.parse("2026-01-31T12:00:00Z"))
        .containsEntry("SystemModstamp", Instant.parse("2026-01-31T12:01:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Company       |                | REQUIRED_FIELD_MISSING | Required fields are missing: [Company]",
        "Nonsense__c   | x              | INVALID_FIELD | No such column 'Nonsense__c' on sobject of type Lead",
        "Email         | ann@           | INVALID_EMAIL_ADDRESS | Email: invalid email address: ann@",
        "Rating        | Lukewarm       | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST | Rating: bad value for restricted picklist field: Lukewarm",
        "Lead_Score__c | many           | INVALID_TYPE_ON_FIELD_IN_RECORD | Lead Score: value not of required type: many",
        "CreatedDate   | yesterday      | INVALID_TYPE_ON_FIELD_IN_RECORD | Created Date: value not of required type: yesterday",
        "IsConverted   | true           | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: IsConverted",
        "OwnerId       | 005A           | MALFORMED_ID | Owner Id: id value of incorrect type: 005A",
        "OwnerId       | 0055g0000004Zoe | INVALID_CROSS_REFERENCE_KEY | invalid cross reference id",
        "HubSpot_Id__c | '' | MISSING_ARGUMENT | HubSpot_Id__c not specified",
      })
  void aRecordIsRefusedAloneAndInSalesforcesWords(
      String field, String value, String code, String message) {
    List<Map<String, Object>> outcomes =
        written("PATCH", LEADS, lead("1"), lead("2", field, value), lead("3"));
    assertThat(outcomes).extracting(o -> o.get("success")).containsExactly(true, false, true);
    Map<String, Object> error = list(outcomes.get(1).get("errors")).get(0);
    assertThat(error).containsEntry("statusCode", code);
    assertThat((String) error.get("message")).contains(message);
    assertThat(outcomes.get(1)).doesNotContainKey("id").containsEntry("created", false);
    assertThat(salesforce.org().all("Lead")).hasSize(2);
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    Map<String, Object> outcome =
        written("PATCH", LEADS, lead("1", "LastName", "x".repeat(81))).get(0);
    assertThat(list(outcome.get("errors")).get(0))
        .containsEntry("statusCode", "STRING_TOO_LONG")
        .containsEntry("fields", List.of("LastName"));
  }

  @Test
  void whenALeadWasMadeIsSaidOnCreateOnly() {
    Map<String, Object> made = lead("1", "CreatedDate", "2026-01-05T09:00:00-05:00");
    assertThat(written("PATCH", LEADS, made).get(0)).containsEntry("success", true);
    assertThat(theLead("1")).containsEntry("CreatedDate", Instant.parse("2026-01-05T14:00:00Z"));
    assertThat(written("PATCH", LEADS, made).get(0).toString())
        .contains("INVALID_FIELD_FOR_INSERT_UPDATE", "CreatedDate");
  }

  @Test
  void noKeyIsThereTwice() {
    String id = (String) written("PATCH", LEADS, lead("1")).get(0).get("id");
    assertThat(written("POST", COLLECTION, lead("1")).get(0).toString())
        .contains(
            "DUPLICATE_VALUE",
            "HubSpot_Id__c duplicates value on record with id: " + id.substring(0, 15));
    assertThat(written("PATCH", LEADS, lead("2"), lead("2")).toString())
        .contains("Duplicate external id specified: 2");
    assertThat(salesforce.org().all("Lead")).hasSize(1);
  }

  @Test
  void anUpdateGoesByIdAndANullClears() {
    String id =
        salesforce.org().add("Lead", Map.of("LastName", "Lee", "Company", "C", "City", "Ulm"));
    Map<String, Object> change = lead("1", "City", null);
    change.put("id", id);
    assertThat(written("PATCH", COLLECTION, change))
        .containsExactly(Map.of("id", id, "success", true, "errors", List.of()));
    assertThat(theLead("1")).containsEntry("Id", id).doesNotContainKey("City");

    salesforce.org().delete("Lead", id);
    assertThat(written("PATCH", COLLECTION, change).get(0).toString())
        .contains("ENTITY_IS_DELETED");
    change.put("id", "00Q5g00000ZZZZZ");
    assertThat(written("PATCH", COLLECTION, change).get(0).toString())
        .contains("INVALID_CROSS_REFERENCE_KEY");
    change.put("id", "nonsense");
    assertThat(written("PATCH", COLLECTION, change).get(0).toString()).contains("MALFORMED_ID");
  }

  @Test
  void aLeadThatIsLockedOrConvertedCanNotBeWritten() {
    String id = (String) written("PATCH", LEADS, lead("1")).get(0).get("id");
    salesforce.org().lock("Lead", id, true);
    assertThat(written("PATCH", LEADS, lead("1")).get(0).toString()).contains("UNABLE_TO_LOCK_ROW");
    salesforce.org().lock("Lead", id, false);
    salesforce.org().convert(id);
    assertThat(written("PATCH", LEADS, lead("1")).get(0).toString())
        .contains("CANNOT_UPDATE_CONVERTED_LEAD");
  }

  @Test
  void aCollectionHasAtMostTwoHundredRecordsOfKnownObjects() {
    List<Map<String, Object>> leads =
        IntStream.rangeClosed(1, 201).mapToObj(i -> lead("L" + i)).toList();
    HttpResponse<String> refused = collection("PATCH", LEADS, leads);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("EXCEEDED_ID_LIMIT");
    assertThat(array(collection("PATCH", LEADS, leads.subList(0, 200)))).hasSize(200);
    assertThat(collection("PATCH", COLLECTION + "/Lead/Email", leads).statusCode()).isEqualTo(400);
    assertThat(collection("PATCH", COLLECTION + "/Nothing/Id", leads).statusCode()).isEqualTo(404);
    assertThat(written("POST", COLLECTION, Map.of("attributes", Map.of("type", "Nothing"))).get(0))
        .containsEntry("success", false);
  }

  @Test
  void whatFitsItsPageOpensNoCursor() {
    salesforce.pageSize(10);
    IntStream.rangeClosed(1, 25).forEach(i -> salesforce.org().addLead());
    Map<String, Object> page =
        RecordJson.readRecord(query("SELECT Id, LastName FROM Lead ORDER BY LastName").body());
    for (int i = 0; i < 20; i++) {
      query("SELECT Id FROM Lead LIMIT 1");
    }
    assertThat(ask("GET", (String) page.get("nextRecordsUrl"), "").statusCode()).isEqualTo(200);
    for (int i = 0; i < 10; i++) {
      query("SELECT Id FROM Lead");
    }
    HttpResponse<String> released = ask("GET", (String) page.get("nextRecordsUrl"), "");
    assertThat(released.statusCode()).isEqualTo(400);
    assertThat(released.body()).contains("INVALID_QUERY_LOCATOR");
  }

  @Test
  void aQueryComesPageByPageAsItWasWhenItWasAsked() {
    IntStream.rangeClosed(1, 25).forEach(i -> salesforce.org().addLead());
    salesforce.pageSize(10);
    Map<String, Object> page =
        RecordJson.readRecord(query("SELECT Id, LastName FROM Lead ORDER BY LastName").body());
    salesforce.org().clear("Lead");
    List<Object> names = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    while (true) {
      assertThat(page).containsEntry("totalSize", 25L);
      sizes.add(list(page.get("records")).size());
      list(page.get("records")).forEach(record -> names.add(record.get("LastName")));
      if (page.get("done").equals(true)) {
        break;
      }
      page = RecordJson.readRecord(ask("GET", (String) page.get("nextRecordsUrl"), "").body());
    }
    assertThat(page).doesNotContainKey("nextRecordsUrl");
    assertThat(sizes).containsExactly(10, 10, 5);
    assertThat(names.stream().map(name -> name.toString().toLowerCase(java.util.Locale.ROOT)))
        .isSorted();
  }

  @Test
  void aRecordIsShownWithWhatWasSelected() {
    written("PATCH", LEADS, lead("1", "Lead_Score__c", 70));
    Map<String, Object> record =
        records("SELECT Id, Lead_Score__c, City, SystemModstamp FROM Lead").get(0);
    assertThat(record.get("attributes").toString())
        .contains("type=Lead", "/services/data/v65.0/sobjects/Lead/" + record.get("Id"));
    assertThat(record)
        .containsEntry("City", null)
        .containsEntry("SystemModstamp", "2026-01-31T12:00:00.000+0000");
    assertThat(record.get("Lead_Score__c")).hasToString("70.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HubSpot_Id__c IN ('1', '3') | 1 3",
        "HubSpot_Id__c NOT IN ('1', '3') | 2",
        "HubSpot_Id__c IN ('9') OR (HubSpot_Id__c != null AND Email IN ('BO@example.com')) | 2",
        "LastName = 'O\\'Neill \\\\ Co' | 3",
        "Lead_Score__c >= 70 | 2 3",
        "Lead_Score__c > 70 | 3",
        "Lead_Score__c < 70 | 1",
        "Lead_Score__c <= 70 AND IsConverted = false | 1 2",
        "Email = null | 3",
        "NOT Email = null | 1 2",
        "SystemModstamp >= 2026-01-31T12:00:00Z | 1 2 3",
        "SystemModstamp > 2026-01-31T13:00:00.000+01:00 | ''",
        "LastName > 'm' ORDER BY Lead_Score__c DESC LIMIT 1 | 3",
      })
  void aQueryFindsWhatItsConditionsSay(String where, String expected) {
    written(
        "PATCH",
        LEADS,
        lead("1", "Lead_Score__c", 65, "Email", "al@example.com"),
        lead("2", "Lead_Score__c", 70, "Email", "bo@example.com"),
        lead("3", "Lead_Score__c", 71, "LastName", "O'Neill \\ Co"));
    assertThat(
            records("SELECT HubSpot_Id__c FROM Lead WHERE " + where).stream()
                .map(record -> record.get("HubSpot_Id__c").toString())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Nonsense FROM Lead | INVALID_FIELD",
        "SELECT Id, Id FROM Lead | INVALID_FIELD",
        "SELECT Id FROM Nothing | INVALID_TYPE",
        "SELECT Id FROM Lead WHERE Id IN () | MALFORMED_QUERY",
        "SELECT Id FROM Lead WHERE LastName = 'O'Neill' | MALFORMED_QUERY",
        "SELECT Id FROM Lead WHERE LastName = 5 | INVALID_FIELD",
        "SELECT Id FROM Lead WHERE CreatedDate >= '2026-01-31T12:00:00Z' | INVALID_FIELD",
        "SELECT Id FROM Lead WHERE City = 'a' OR City = 'b' AND City = 'c' | MALFORMED_QUERY",
        "SELECT Id FROM Lead nonsense | MALFORMED_QUERY",
        "SELECT | MALFORMED_QUERY",
      })
  void aWrongQueryIsRefused(String soql, String code) {
    HttpResponse<String> refused = query(soql);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(array(refused).get(0)).containsEntry("errorCode", code);
  }

  @Test
  void aUrlThatIsTooLongIsRefused() {
    String many = "'" + "x".repeat(17_000) + "'";
    assertThat(query("SELECT Id FROM Lead WHERE City = " + many).statusCode()).isEqualTo(414);
  }

  @Test
  void anotherObjectHasAFieldItsUsersAdd() {
    salesforce.org().declare("Case", "Region__c string:10 unique");
    Map<String, Object> made =
        Map.of("attributes", Map.of("type", "Case"), "Region__c", "north", "Subject", "Printer");
    assertThat(written("PATCH", COLLECTION + "/Case/Region__c", made).get(0))
        .containsEntry("created", true);
    assertThat(salesforce.org().find("Case", "Region__c", "NORTH").orElseThrow())
        .containsEntry("Status", "New")
        .containsKey("CaseNumber");
  }

  @Test
  void ticksEnterAndEditLeads() {
    IntStream.range(0, 60).forEach(i -> salesforce.org().tick());
    assertThat(salesforce.org().all("Lead")).hasSizeBetween(8, 40);
    assertThat(salesforce.org().all("Lead"))
        .anySatisfy(lead -> assertThat(lead).containsKey("Rating"))
        .anySatisfy(lead -> assertThat(lead).containsEntry("Status", "Working - Contacted"));
  }
}
