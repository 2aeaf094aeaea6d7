package dev.oneway.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.ops.OpsHouse;
import dev.oneway.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as a browser gets it, and what only it asks the API for. */
class DashboardTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @TempDir private static Path folder;
  private static OpsHouse house;
  private static RunSummary run;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() {
    house = new OpsHouse(folder).start();
    house.add("people", 1, "Ann");
    house.add("people", 2, "Nobody");
    house.add("people", 3, HOSTILE);
    run = house.run(OpsHouse.PEOPLE);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + house.application().managementPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private String script() throws IOException, InterruptedException {
    String page = new String(get("/").body(), StandardCharsets.UTF_8);
    Matcher script = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"").matcher(page);
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  @Test
  void thePageIsAskedForAnewAndItsFilesAreKeptForEver() throws IOException, InterruptedException {
    HttpResponse<byte[]> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    HttpResponse<byte[]> script = get(script());
    assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(script, "Cache-Control")).contains("immutable");

    HttpResponse<byte[]> again = get("/", "If-None-Match", header(page, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/", "If-None-Match", "\"another\"").statusCode()).isEqualTo(200);
  }

  @Test
  void filesAreSentPackedToWhoTakesThem() throws IOException, InterruptedException {
    String path = script();
    HttpResponse<byte[]> plain = get(path);
    HttpResponse<byte[]> packed = get(path, "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.body()).hasSizeLessThan(plain.body().length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());
    assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
    assertThat(header(get(path, "Accept-Encoding", "gzip;q=0"), "Content-Encoding")).isEmpty();
  }

  @Test
  void aPageMayRunAndLookLikeNothingButWhatItsFilesSay() throws IOException, InterruptedException {
    HttpResponse<byte[]> page = get("/");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe", "data:", "http");
    String html = new String(page.body(), StandardCharsets.UTF_8);
    assertThat(html)
        .doesNotContain("<style", "style=", "onload=")
        .doesNotContainPattern("<script>");
  }

  @Test
  void noOtherFileIsFound() throws IOException, InterruptedException {
    String beside = script().replace("app.js", "");
    for (String path :
        List.of(
            beside,
            beside + "package-info.class",
            beside + "..%2fapp.js",
            "/dashboard/",
            "/dashboard/000000000000000000000000/app.js",
            "/index.html",
            "/META-INF/resources/_static/htm/3.1.1/package.json")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void theReaderIsToldWhoTheyAre() {
    assertThat(house.json("/api/me"))
        .containsEntry("name", "local")
        .containsEntry("role", "operator")
        .containsEntry("mayPress", true)
        .containsKey("version");
  }

  @Test
  @SuppressWarnings("unchecked")
  void volumeIsByTheHourAndEndsWithThisOne() {
    Map<String, Object> volume = house.json("/api/volume");
    Map<String, List<Object>> flows = (Map<String, List<Object>>) volume.get("flows");
    assertThat(flows.get(OpsHouse.PEOPLE)).hasSize(24);
    // The hour may have turned since.
    assertThat(flows.get(OpsHouse.PEOPLE).subList(22, 24)).contains(3L);
    assertThat(house.json("/api/volume?flow=nobody").get("flows")).isEqualTo(Map.of());
  }

  @Test
  void theMappingIsTheTableOfTheCatalogue() {
    assertThat(house.json("/api/flows/" + OpsHouse.PEOPLE + "/mapping").get("parts").toString())
        .contains("Source field", "Destination field", "{code=name}", "HR (hr)");
    assertThat(house.json("/api/flows/broken/mapping")).containsEntry("parts", List.of());
    assertThat(house.get("/api/flows/nobody/mapping").statusCode()).isEqualTo(404);
  }

  @Test
  void lineageIsAPicture() {
    HttpResponse<String> picture = house.get("/api/lineage.svg");
    assertThat(header(picture, "Content-Type")).startsWith("image/svg+xml");
    assertThat(picture.body()).startsWith("<svg").contains("HR people", "Target people");
  }

  @Test
  void aDeadLetterStandsBesideWhatItsMappingMakesOfIt() {
    String letter = letterOf(run.id());
    Map<String, Object> json = house.json("/api/dead-letters/" + letter);
    assertThat(json.get("mapped").toString())
        .contains("mapping=people", "outcome=upsert", "field=name", "value=Nobody", "from=");
  }

  private static String letterOf(String run) {
    List<DeadLetter> letters =
        house
            .application()
            .deadLetters()
            .list(
                new DeadLetterFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(run),
                    Optional.empty(),
                    10));
    assertThat(letters).hasSize(1);
    return letters.get(0).id();
  }

  @Test
  void whatARunRefusedIsAskedForByTheRun() {
    String path = "/api/dead-letters?state=all&run=";
    assertThat(house.json(path + run.id()).get("deadLetters").toString()).contains("key=2");
    assertThat(house.json(path + "another")).containsEntry("deadLetters", List.of());
  }

  @Test
  void lettersAreFoundByWhatTheySay() {
    assertThat(found("NOBODY")).contains("key=2");
    assertThat(found("nobody_")).isEqualTo("[]");
    assertThat(found("%25")).isEqualTo("[]");
  }

  private static String found(String text) {
    return house.json("/api/dead-letters?text=" + text).get("deadLetters").toString();
  }

  @Test
  void whatDataHoldsIsNeverTakenForAPage() throws IOException, InterruptedException {
    HttpResponse<byte[]> refused =
        get("/api/flows/" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(header(refused, "Content-Type")).isEqualTo("application/json");
    assertThat(header(refused, "X-Content-Type-Options")).isEqualTo("nosniff");
  }
}
