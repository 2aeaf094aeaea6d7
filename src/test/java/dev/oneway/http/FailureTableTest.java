package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FailureCategory;
import dev.oneway.testing.SharedData;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern STATUS =
      Pattern.compile("\\b[1-5]\\d\\d\\b|other [1-5]xx|any [13]xx");

  /** The statuses the page names, each with its category; {@code 4xx} for all that it doesn't. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (MatchResult row : ROW.matcher(table()).results().toList()) {
      for (MatchResult status : STATUS.matcher(row.group(2)).results().toList()) {
        String name = status.group().replaceFirst("\\w+ ", "");
        assertThat(rows.put(name, row.group(1))).as("two rows with " + name).isNull();
      }
    }
    return rows;
  }

  private static String table() throws IOException {
    String page = Files.readString(Path.of("docs/http.md"));
    return page.substring(page.indexOf("## Failures"), page.indexOf("## Limits"));
  }

  @Test
  void thePageAndTheCodeSayTheSameOfEveryStatus() throws IOException {
    Map<String, String> documented = documented();
    for (int status = 100; status < 600; status++) {
      if (status / 100 != 2) {
        String others = documented.get(status / 100 + "xx");
        assertThat(FailureTable.PLAIN.category(status).word())
            .as("status %d", status)
            .isEqualTo(documented.getOrDefault(String.valueOf(status), others));
      }
    }
  }

  @Test
  void thePageHasARowForEveryCategory() throws IOException {
    List<String> rows = ROW.matcher(table()).results().map(row -> row.group(1)).toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FailureCategory.values()).map(FailureCategory::word).toList());
  }

  @Test
  void theVendorsCodeCountsMoreThanTheStatus() {
    FailureTable table =
        FailureTable.parse("REQUEST_LIMIT_EXCEEDED=rate-limited, ENTITY_IS_DELETED = not-found");
    assertThat(table.category(Answers.of(403), "REQUEST_LIMIT_EXCEEDED"))
        .isEqualTo(FailureCategory.RATE_LIMITED);
    assertThat(table.category(Answers.of(400), "ENTITY_IS_DELETED"))
        .isEqualTo(FailureCategory.NOT_FOUND);
    assertThat(table.category(Answers.of(400), "OTHER")).isEqualTo(FailureCategory.INVALID);
    assertThat(table.category(Answers.of(403), null)).isEqualTo(FailureCategory.FORBIDDEN);
    assertThat(table.ofCode("OTHER")).isEmpty();
    assertThat(FailureTable.parse(" ").ofCode("OTHER")).isEmpty();
  }

  @Test
  void aCodeWithoutARealCategoryIsRefused() {
    assertThatThrownBy(() -> FailureTable.parse("A=conflict, B=ratelimited"))
        .hasMessageStartingWith(
            "codes has the category `ratelimited`. Did you mean `rate-limited`? It is one of rate-limited,");
    assertThatThrownBy(() -> FailureTable.parse("A"))
        .hasMessage(
            "codes has `A`. Write the vendor's code and a category, as in codes=LIMIT_REACHED=rate-limited.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After: 60", "X-RateLimit-Remaining: 0"})
  void aForbiddenThatTellsToWaitIsALimit(String header) {
    assertThat(FailureTable.PLAIN.category(Answers.of(403, header)))
        .isEqualTo(FailureCategory.RATE_LIMITED);
    assertThat(FailureTable.PLAIN.category(Answers.of(400, header)))
        .isEqualTo(FailureCategory.INVALID);
  }

  @Test
  void anExchangeThatBrokeOffIsToldByItsException() {
    Map<FailureCategory, List<IOException>> exceptions = new EnumMap<>(FailureCategory.class);
    exceptions.put(
        FailureCategory.TIMEOUT,
        List.of(new SocketTimeoutException(), new ConnectTimeoutException("slow")));
    exceptions.put(
        FailureCategory.UNAVAILABLE,
        List.of(
            new ConnectException(), new UnknownHostException("x"), new SocketException("reset")));
    exceptions.put(
        FailureCategory.UNEXPECTED_ANSWER,
        List.of(new ZipException(), new ClientProtocolException(new ProtocolException("no HTTP"))));
    exceptions.forEach(
        (category, causes) ->
            assertThat(causes)
                .allSatisfy(
                    cause -> assertThat(FailureTable.PLAIN.category(cause)).isEqualTo(category)));
  }

  @ParameterizedTest
  @CsvSource({"401, fatal", "403, fatal", "404, fatal", "429, later", "503, later", "302, later"})
  void aCategorySaysWhetherTheRunMayGoOnLater(int status, String expected) {
    Failure failure = Failure.of(FailureTable.PLAIN.category(status), "no");
    String thrown;
    try {
      thrown = failure.exception().getMessage().equals("no") ? "later" : "?";
    } catch (dev.oneway.run.FatalException e) {
      thrown = e.getMessage().equals("no.") ? "fatal" : "?";
    }
    assertThat(thrown).isEqualTo(expected);
  }

  /**
   * Answers that vendors gave; each line with {@code status}, {@code headers}, {@code response}.
   */
  @Test
  void recordedAnswersAreUnderstood() throws IOException {
    Path folder = SharedData.require("http");
    List<String> refusals = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode exchange = RecordJson.mapper().readTree(line);
          if (exchange.path("status").asInt() >= 300) {
            refusals.add(check(exchange));
          }
        }
      }
    }
    assertThat(refusals).isNotEmpty().allSatisfy(message -> assertThat(message).isNotBlank());
  }

  /** The vendor's message. */
  private static String check(JsonNode exchange) {
    String[] headers =
        exchange.path("headers").properties().stream()
            .map(header -> header.getKey() + ": " + header.getValue().asText())
            .toArray(String[]::new);
    int status = exchange.path("status").asInt();
    FailureCategory expected =
        switch (status) {
          case 404 -> FailureCategory.NOT_FOUND;
          case 429 -> FailureCategory.RATE_LIMITED;
          default -> FailureCategory.INVALID;
        };
    assertThat(FailureTable.PLAIN.category(Answers.of(status, headers))).isEqualTo(expected);
    return VendorMessage.in(exchange.path("response").toString());
  }
}
