package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.alert.AlertKind;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.ops.OpsHouse;
import dev.oneway.ops.health.Condition;
import dev.oneway.ops.port.Role;
import dev.oneway.preview.Reports;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operations.md says is so. */
class OperationsDocTest {
  private static final String DOC = Readme.fileText("docs/operations.md");
  private static final Pattern REQUEST = Pattern.compile("\\| `(GET|POST) (/\\S+)` \\|(.*)");
  private static final Pattern BODY = Pattern.compile("`(\\{.*?\\})`");
  private static final Pattern CURL =
      Pattern.compile("curl( -X POST)?(?: -H '([^']+)')? http://127\\.0\\.0\\.1:8081(/\\S+)");
  private static final Pattern SETTING = Pattern.compile("`(oneway\\.[a-zA-Z.]+)(=off)?`");

  @TempDir private Path folder;

  @Test
  void everyRequestItShowsIsAnswered() {
    try (OpsHouse house = new OpsHouse(folder).start()) {
      house.add("people", 1, "Nobody");
      String run = house.run(OpsHouse.PEOPLE).id();
      Reports reports = house.application().reports();
      reports.keep(
          Reports.Kind.PLAN, house.application().books().log().find(run).orElseThrow(), "");
      reports.keep(Reports.Kind.DRIFT, house.run(OpsHouse.PEOPLE), "");
      String letter =
          house.application().deadLetters().list(DeadLetterFilter.waiting(1)).get(0).id();
      house
          .application()
          .alerts()
          .raise(OpsHouse.PEOPLE, AlertKind.DRIFT, Optional.empty(), "Something has drifted.");
      String alert = house.application().alerts().open().get(0).id();
      assertThat(REQUEST.matcher(DOC).results())
          .hasSizeGreaterThan(15)
          .allSatisfy(
              request -> {
                UnaryOperator<String> real =
                    text ->
                        text.replace("FLOW", OpsHouse.PEOPLE)
                            .replace("RUN", run)
                            .replace("PLAN", run)
                            .replace("ALERT", alert)
                            .replace("LETTER", letter);
                String path = real.apply(request.group(2));
                if (request.group(1).equals("GET")) {
                  assertThat(house.status(path)).as(path).isEqualTo(200);
                } else {
                  HttpResponse<String> answer =
                      house.post(path, real.apply(bodyIn(request.group(3))));
                  // Nothing waits for a word here.
                  assertThat(answer.statusCode()).as(path).isIn(200, 202, 409);
                }
              });
    }
  }

  /** What is to be sent, where the table says so. */
  private static String bodyIn(String cell) {
    Matcher body = BODY.matcher(cell);
    return body.find() ? body.group(1) : "";
  }

  @Test
  void itsCommandsWork() {
    try (OpsHouse house = new OpsHouse(folder).start()) {
      Matcher curl = CURL.matcher(DOC);
      assertThat(curl.results().map(MatchResult::group)).hasSize(2);
      curl.reset();
      while (curl.find()) {
        if (curl.group(1) == null) {
          assertThat(house.get(curl.group(3)).statusCode()).isEqualTo(200);
        } else {
          assertThat(curl.group(2)).isEqualTo("Content-Type: application/json");
          assertThat(house.post(curl.group(3), "").statusCode()).isEqualTo(202);
        }
      }
    }
  }

  private static Map<String, String> access() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              DOC.replaceFirst("(?s).*```properties\n", "").replaceFirst("(?s)```.*", "")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "oneway.management.access.prometheus.token",
        properties
            .getProperty("oneway.management.access.prometheus.token")
            .replace("{{env:ONEWAY_PROMETHEUS_TOKEN}}", "0123456789abcdef"),
        "oneway.management.access.ann.password",
        properties
            .getProperty("oneway.management.access.ann.password")
            .replace("{{env:ONEWAY_ANN_PASSWORD}}", "01234567"),
        "oneway.management.access.ann.role",
        properties.getProperty("oneway.management.access.ann.role"));
  }

  @Test
  void whoIsNamedInItsExampleMayComeInAndNobodyElse() {
    try (OpsHouse house = new OpsHouse(folder)) {
      access().forEach(house.home::set);
      house.start();
      assertThat(house.get("/health/live").statusCode()).isEqualTo(401);
      assertThat(house.get("/metrics", "Bearer 0123456789abcdef").statusCode()).isEqualTo(200);
      assertThat(house.get("/api/audit", "Bearer 0123456789abcdef").statusCode()).isEqualTo(403);
      assertThat(house.get("/api/audit", "Basic YW5uOjAxMjM0NTY3").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressOthersReachNeedsSomebodyWhoIsNamed() {
    try (OpsHouse house = new OpsHouse(folder)) {
      house.home.set("oneway.management.host", "0.0.0.0");
      assertThatThrownBy(house::start)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("whoever comes must say who they are");
    }
  }

  @Test
  void itNamesEveryRoleEveryConditionAndOnlySettingsThereAre() {
    assertThat(
            Stream.concat(
                Role.words().stream(), Stream.of(Condition.values()).map(Condition::word)))
        .allSatisfy(word -> assertThat(DOC).contains("| `" + word + "`"));
    String shipped = Readme.fileText("application.properties");
    assertThat(SETTING.matcher(DOC).results().map(match -> match.group(1)))
        .hasSizeGreaterThan(8)
        .allSatisfy(name -> assertThat(shipped).contains("\n#" + name + "="));
  }
}
