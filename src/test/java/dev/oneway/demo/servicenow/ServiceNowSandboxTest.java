package dev.oneway.demo.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.http.Links;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceNowSandboxTest {
  private static final String INCIDENTS = "/api/now/table/incident?";
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("sync:s3cret".getBytes(StandardCharsets.UTF_8));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();
  private ServiceNowSandbox desk;

  @BeforeEach
  void open() throws IOException {
    desk = ServiceNowSandbox.start(0, "sync", "s3cret", Weather.CLEAR, 100, now::get);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private HttpResponse<String> get(String url, String auth) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", auth).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String query, String more) throws Exception {
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return get(desk.url() + INCIDENTS + "sysparm_query=" + encoded + more, BASIC);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(HttpResponse<String> answer) {
    return (List<Map<String, Object>>) RecordJson.readRecord(answer.body()).get("result");
  }

  @Test
  void allIncidentsComeInOrderAndTheLinkLeadsOn() throws Exception {
    List<Map<String, Object>> all = new ArrayList<>();
    HttpResponse<String> page =
        ask("ORDERBYsys_updated_on^ORDERBYsys_id", "&sysparm_limit=30&sysparm_fields=sys_id");
    assertThat(page.headers().firstValue("X-Total-Count")).contains("100");
    int pages = 0;
    for (Optional<String> next = Optional.of(""); next.isPresent(); pages++) {
      page = next.get().isEmpty() ? page : get(next.get(), BASIC);
      all.addAll(rows(page));
      List<String> links = page.headers().allValues("Link");
      assertThat(Links.find("first", links)).isPresent();
      assertThat(Links.find("last", links)).get().asString().contains("sysparm_offset=90");
      next = Links.find("next", links);
    }
    assertThat(pages).isEqualTo(4);
    assertThat(all).hasSize(100).doesNotHaveDuplicates();
    assertThat(all.get(0)).containsOnlyKeys("sys_id");
  }

  @Test
  void severalIncidentsShareASecondAndAreToldApartByTheirId() throws Exception {
    List<Map<String, Object>> rows = rows(ask("ORDERBYsys_updated_on^ORDERBYsys_id", ""));
    assertThat(rows).extracting(row -> row.get("sys_updated_on")).doesNotContainNull().isSorted();
    Set<Object> seconds = new HashSet<>();
    rows.forEach(row -> seconds.add(row.get("sys_updated_on")));
    assertThat(seconds).hasSize(34);
    assertThat((String) rows.get(0).get("sys_updated_on"))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  }

  @Test
  void onlyWhatChangedSinceIsGivenTheSecondItselfIncluded() throws Exception {
    now.updateAndGet(time -> time.plusSeconds(3600));
    String id = (String) rows(ask("", "&sysparm_limit=1")).get(0).get("sys_id");
    desk.incidents().set(id, "state", "6");
    String opened = desk.incidents().open("VPN");
    assertThat(rows(ask("sys_updated_on>=2026-01-31 13:00:00^ORDERBYsys_id", "")))
        .extracting(row -> row.get("sys_id"))
        .containsExactlyInAnyOrder(id, opened);
    assertThat(rows(ask("sys_updated_on>2026-01-31 13:00:00", ""))).isEmpty();
    assertThat(rows(ask("state=6^sys_updated_on>=2026-01-31 13:00:00", ""))).hasSize(1);
    assertThat(rows(ask("~nonsense~", ""))).as("ignored").hasSize(101);
  }

  @Test
  void aReferenceIsAnIdOrANameAndItsRowCanBeReached() throws Exception {
    String fields = "&sysparm_fields=caller_id,caller_id.name,priority,nonsense&sysparm_limit=1";
    String caller = "caller_id!=";
    Map<String, Object> plain =
        rows(ask(caller, fields + "&sysparm_exclude_reference_link=true")).get(0);
    assertThat((String) plain.get("caller_id")).matches("[0-9a-f]{32}");
    assertThat((String) plain.get("caller_id.name")).contains(" ");
    assertThat((String) plain.get("priority")).matches("[1-5]");
    assertThat(plain).doesNotContainKey("nonsense");
    Map<String, Object> shown =
        rows(ask(
                caller, fields + "&sysparm_display_value=true&sysparm_exclude_reference_link=true"))
            .get(0);
    assertThat(shown.get("caller_id")).isEqualTo(plain.get("caller_id.name"));
    assertThat((String) shown.get("priority")).startsWith(plain.get("priority") + " - ");
    Map<String, Object> linked = rows(ask(caller, fields)).get(0);
    assertThat((Map<?, ?>) linked.get("caller_id"))
        .hasToString(
            "{link="
                + desk.url()
                + "/api/now/table/sys_user/"
                + plain.get("caller_id")
                + ", value="
                + plain.get("caller_id")
                + "}");
    Map<String, Object> both = rows(ask(caller, fields + "&sysparm_display_value=all")).get(0);
    assertThat(both.get("priority"))
        .isEqualTo(Map.of("display_value", shown.get("priority"), "value", plain.get("priority")));
  }

  @Test
  void whoIsUnknownIsTurnedAway() throws Exception {
    HttpResponse<String> refused = get(desk.url() + INCIDENTS, "Basic eDp5");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .contains("\"message\":\"User Not Authenticated\"")
        .contains("\"detail\":\"Required to provide Auth information\"")
        .contains("\"status\":\"failure\"");
    assertThat(get(desk.url() + INCIDENTS, "Bearer s3cret").statusCode()).isEqualTo(200);
  }

  @Test
  void anInstanceLimitsRequestsPerHourAndSaysWhenItGoesOn() throws Exception {
    desk.allow(1);
    HttpResponse<String> first = get(desk.url() + INCIDENTS, BASIC);
    assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("1");
    assertThat(first.headers().firstValue("X-RateLimit-Reset"))
        .contains("" + now.get().plusSeconds(3600).getEpochSecond());
    HttpResponse<String> refused = get(desk.url() + INCIDENTS, BASIC);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3600");
    assertThat(refused.headers().firstValue("X-RateLimit-Rule")).isPresent();
    now.updateAndGet(time -> time.plusSeconds(3600));
    assertThat(get(desk.url() + INCIDENTS, BASIC).statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownTableIsInvalid() throws Exception {
    HttpResponse<String> refused = get(desk.url() + "/api/now/v2/table/incidents", BASIC);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Invalid table incidents");
  }

  @Test
  void ticksOpenAndChangeIncidents() {
    now.updateAndGet(time -> time.plusSeconds(60));
    for (int i = 0; i < 100; i++) {
      desk.incidents().tick();
    }
    assertThat(desk.incidents().all()).hasSizeBetween(120, 160);
    assertThat(desk.incidents().all())
        .anySatisfy(row -> assertThat(row).containsEntry("state", "8"));
  }
}
