package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.testing.Sql;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans and comparisons are made by a button, and looked at as pages. */
class PreviewTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String FLOW = "/api/flows/" + OpsHouse.PEOPLE;

  @TempDir private Path folder;
  private String target;
  private OpsHouse house;

  @BeforeEach
  void open() {
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    house = new OpsHouse(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void press(String what, String body) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              HttpResponse<String> answer = house.post(FLOW + "/" + what, body);
              assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            });
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> list(String name) {
    return (List<Map<String, Object>>) house.json("/api/" + name).get(name);
  }

  private Map<String, Object> awaitFirst(String name, String field, Object value) {
    await()
        .atMost(SOON)
        .until(() -> list(name).stream().anyMatch(one -> value.equals(one.get(field))));
    return list(name).get(0);
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aPlanIsMadeAndNothingIsWritten() throws Exception {
    house.start();
    house.add("people", 1, "<img onerror=alert(1)>");
    press("plan", "{}");
    Map<String, Object> plan = awaitFirst("plans", "flow", OpsHouse.PEOPLE);
    assertThat(plan).containsEntry("read", 1L).containsEntry("created", 1L).containsKey("at");
    assertThat(Sql.rows(target, "SELECT * FROM people")).isEmpty();
    assertThat(house.json("/api/runs/" + plan.get("id")))
        .containsEntry("kind", "plan")
        .containsEntry("state", "done");

    HttpResponse<String> page = house.get("/api/plans/" + plan.get("id") + ".html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .contains("Plan of " + OpsHouse.PEOPLE, "&lt;img onerror")
        .doesNotContain("<img");
    String style = page.body().replaceFirst("(?s).*<style>(.*?)</style>.*", "$1");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .satisfies(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'; style-src 'sha256-" + sha256(style) + "';")
                    .doesNotContain("script-src", "unsafe"));
    assertThat(house.get("/api/plans/x.html").statusCode()).isEqualTo(404);
  }

  @Test
  void whatHasDriftedIsFoundAndRepaired() {
    house.start();
    house.add("people", 1, "Ann");
    house.run(OpsHouse.PEOPLE);
    house.emptyTarget();
    press("drift", "");
    assertThat(awaitFirst("drift", "missing", 1L)).containsEntry("drifted", 1L);
    assertThat(house.get("/api/drift/" + OpsHouse.PEOPLE + ".html").body())
        .contains("Drift of " + OpsHouse.PEOPLE, "missing 1");
    assertThat(Sql.rows(target, "SELECT * FROM people")).isEmpty();

    press("drift", "{\"repair\": true}");
    assertThat(awaitFirst("drift", "repaired", 1L)).containsEntry("drifted", 0L);
    assertThat(Sql.rows(target, "SELECT name FROM people")).containsExactly("Ann");
    assertThat(house.get("/api/drift/" + OpsHouse.PEOPLE + ".html").body()).contains("repaired 1");
  }

  @Test
  void whatCantBeDoneIsSaidAtOnce() {
    house.home.write(
        "routes/" + OpsHouse.PEOPLE + ".camel.yaml",
        house.peopleThen("- to: file:" + folder.resolve("out") + "\n"));
    house.start();
    HttpResponse<String> refused = house.post(FLOW + "/plan", "{}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("It can't be previewed: ", ".camel.yaml:", "file:");
    assertThat(house.post(FLOW + "/drift", "{\"repair\": \"yes\"}").statusCode()).isEqualTo(400);
    assertThat(house.post(FLOW + "/drift", "{\"repare\": true}").body())
        .contains("Did you mean `repair`?");
    assertThat(house.post("/api/flows/nobody/plan", "{}").statusCode()).isEqualTo(404);
    assertThat(house.post("/api/flows/broken/plan", "{}").body()).contains("peple");
    assertThat(house.post("/api/flows/unset/drift", "{}").body()).contains("Set nowhere");
    assertThat(list("plans")).isEmpty();
  }

  @Test
  void whoMayOnlyLookSeesNoValues() {
    String token = "Bearer a-s3cret-token-to-look";
    house
        .home
        .set("oneway.management.access.eve.token", "a-s3cret-token-to-look")
        .set("oneway.management.access.eve.role", "read-only");
    house.start();
    assertThat(house.get("/api/plans", token).statusCode()).isEqualTo(200);
    assertThat(house.get("/api/drift", token).statusCode()).isEqualTo(200);
    assertThat(house.get("/api/plans/x.html", token).statusCode()).isEqualTo(403);
    assertThat(house.get("/api/drift/" + OpsHouse.PEOPLE + ".html", token).statusCode())
        .isEqualTo(403);
  }
}
