package dev.oneway.webhook.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final String JSON = "application/json";

  private static EventReader reader(String records, String key, String deliveryId) {
    return new EventReader(JsonPointer.compile(records), Naming.of(key, deliveryId));
  }

  private static List<Event> read(EventReader reader, String body, String type)
      throws RefusedBodyException {
    Map<String, String> headers = Map.of("webhook-id", "msg_1");
    return reader.read(
        body.getBytes(StandardCharsets.UTF_8),
        type,
        name -> Optional.ofNullable(headers.get(name)));
  }

  private static List<String> json(List<Event> events) {
    return events.stream().map(Event::json).toList();
  }

  @Test
  void anEventKeepsTheTextItWasSentAs() throws Exception {
    String body = "\n { \"id\" : 1.500, \"b\":\"\\u00e9\\ud83d 😀\", \"a\": {\"x\" :[1 ,2]} } \n";
    assertThat(json(read(reader("", null, null), body, JSON))).containsExactly(body.strip());
  }

  @Test
  void aBodyWithAnArrayIsAsManyEvents() throws Exception {
    String body = "[ {\"id\":1} ,\n{\"id\":2, \"deep\": [{}]}]";
    assertThat(json(read(reader("", "/id", null), body, JSON)))
        .containsExactly("{\"id\":1}", "{\"id\":2, \"deep\": [{}]}");
    assertThat(read(reader("", null, null), "[]", JSON)).isEmpty();
  }

  @Test
  void aPointerLeadsToTheEvents() throws Exception {
    String body =
        "{\"sentAt\":[1,{}],\"data\":{\"batch\":[{\"id\":7},{\"id\":8}]},\"z\":{\"q\":[]}}";
    List<Event> events = read(reader("/data/batch", "/id", "/id"), body, JSON);
    assertThat(json(events)).containsExactly("{\"id\":7}", "{\"id\":8}");
    assertThat(events).extracting(event -> event.key().orElseThrow()).containsExactly("7", "8");
    assertThatThrownBy(() -> read(reader("/batch", null, null), body, JSON))
        .hasMessage("there is nothing at /batch");
  }

  @Test
  void ndjsonIsAnEventALineAndAWrongLineIsNamed() throws Exception {
    String lines = "{\"id\":1}\r\n\n  {\"id\":2}\n";
    assertThat(json(read(reader("", null, null), lines, "application/x-ndjson; charset=UTF-8")))
        .containsExactly("{\"id\":1}", "{\"id\":2}");
    assertThatThrownBy(
            () -> read(reader("", null, null), lines + "{\"id\":", "application/x-ndjson"))
        .hasMessageStartingWith("line 4: the body isn't JSON, line 1, column ");
  }

  @Test
  void theFirstPointerThatLeadsToAValueIsTheKey() throws Exception {
    EventReader reader = reader("", "/user,/visitor/id", null);
    assertThat(read(reader, "{\"user\":null,\"visitor\":{\"id\":12.0}}", JSON).get(0).key())
        .contains("12");
    assertThat(read(reader, "{\"user\":\"\\u0000\"}", JSON).get(0).key()).contains("\uFFFD");
    assertThat(read(reader, "{\"user\":{}}", JSON).get(0).key()).isEmpty();
    String longKey = "x".repeat(100_000);
    assertThat(read(reader, "{\"user\":\"" + longKey + "\"}", JSON).get(0).key().orElseThrow())
        .startsWith("sha256:")
        .hasSizeLessThan(100);
  }

  @Test
  void aDeliveryIsNamedByItsHeaderOrByTheEvent() throws Exception {
    String body = "[{\"id\":\"a\"},{\"id\":\"b\"}]";
    assertThat(read(reader("", null, "header:webhook-id"), body, JSON))
        .extracting(event -> event.deliveryId().orElseThrow())
        .containsExactly("msg_1", "msg_1#1");
    assertThat(read(reader("", null, "/id"), body, JSON))
        .extracting(event -> event.deliveryId().orElseThrow())
        .containsExactly("a", "b");
    assertThat(read(reader("", null, "header:other"), body, JSON))
        .allMatch(event -> event.deliveryId().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "[{\"a\":1},",
        "[{\"a\":1}",
        "{\"a\":1}}",
        "{\"a\":1}{\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "[{\"a\":1},]",
        "nul",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\" 1}",
        "\u0000"
      })
  void whatIsNotJsonIsRefusedWithItsPlace(String body) {
    assertThatThrownBy(() -> read(reader("", null, null), body, JSON))
        .isInstanceOf(RefusedBodyException.class)
        .extracting(failure -> ((RefusedBodyException) failure).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"text\"", "null", "true", "[1]", "[{\"a\":1}, null]", "[[]]"})
  void anEventIsAnObject(String body) {
    assertThatThrownBy(() -> read(reader("", null, null), body, JSON))
        .isInstanceOf(RefusedBodyException.class)
        .hasMessageStartingWith("an event is a JSON object, line 1, column ");
  }

  @Test
  void whatIsTooDeepOrTooLongANumberIsRefused() {
    String deep = "{\"a\":".repeat(2000) + "1" + "}".repeat(2000);
    String number = "{\"a\":" + "9".repeat(5000) + "}";
    for (String body : List.of(deep, number)) {
      assertThatThrownBy(() -> read(reader("", null, null), body, JSON))
          .isInstanceOf(RefusedBodyException.class)
          .hasMessageContaining("too deep");
    }
  }

  @Test
  void theMessageNeverQuotesTheBody() {
    assertThatThrownBy(() -> read(reader("", null, null), "{\"pin\": geheim}", JSON))
        .hasMessageNotContaining("geheim");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> reader("", null, null).read(latin1, JSON, name -> Optional.empty()))
        .hasMessage("the body isn't UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 0",
    "application/vnd.api+json, 0",
    "'', 0",
    "text/plain, 0",
    "application/xml, 415",
    "application/x-www-form-urlencoded, 415",
    "application/json; charset=latin1, 415"
  })
  void theTypeMustBeJson(String type, int status) throws Exception {
    EventReader reader = reader("", null, null);
    if (status == 0) {
      assertThat(read(reader, "\uFEFF{\"a\":1}", type)).hasSize(1);
    } else {
      assertThatThrownBy(() -> read(reader, "{}", type))
          .extracting(failure -> ((RefusedBodyException) failure).status())
          .isEqualTo(status);
    }
  }
}
