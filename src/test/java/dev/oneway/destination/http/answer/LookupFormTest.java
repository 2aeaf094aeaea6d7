package dev.oneway.destination.http.answer;

import static dev.oneway.record.TestRecords.field;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.destination.http.answer.LookupForm.Asked;
import dev.oneway.destination.http.answer.LookupForm.Found;
import dev.oneway.record.Field;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupFormTest {
  private static final List<Asked> ONE = List.of(new Asked("k", Optional.empty()));

  private static LookupForm form(String foundFields) {
    return LookupForm.parse(
        "/product", null, null, "/id", foundFields, null, "/updatedAt", Optional.empty());
  }

  private static List<Found> read(LookupForm form, String document) throws JsonProcessingException {
    return form.read(json(document), ONE, true).orElseThrow().get(0);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return RecordJson.mapper().readTree(text);
  }

  @Test
  void fieldsInSeveralObjectsAreOfTheFirstThatHasThem() throws JsonProcessingException {
    List<Found> found =
        read(
            form(",/variants/0"),
            """
            { "product": { "id": "p", "title": "A", "updatedAt": "now", "price": null,
              "variants": [ { "id": "v", "sku": "S", "price": "1.00" }, { "sku": "T" } ] } }
            """);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).id()).contains("p");
    assertThat(found.get(0).edit()).containsOnlyKeys("updatedAt");
    JsonNode fields = found.get(0).fields();
    assertThat(fields.get("id").asText()).isEqualTo("p");
    assertThat(fields.get("title").asText()).isEqualTo("A");
    assertThat(fields.get("sku").asText()).isEqualTo("S");
    assertThat(fields.get("price").isNull()).as("empty there, too, is there").isTrue();
  }

  @Test
  void anObjectThatIsntThereHasNoFields() throws JsonProcessingException {
    String document = "{ \"product\": { \"id\": \"p\", \"variants\": [] } }";
    assertThat(read(form(",/variants/0"), document).get(0).fields().has("sku")).isFalse();
    assertThat(read(form(",/variants/0"), "{ \"product\": null }")).isEmpty();
  }

  private static List<List<String>> matched(String match, String rows, String... values)
      throws JsonProcessingException {
    LookupForm form =
        LookupForm.parse(null, null, "/ext", "/id", null, match, null, Optional.empty());
    List<Asked> asked =
        Stream.of(values).map(value -> new Asked("k-" + value, Optional.of(value))).toList();
    return form.read(json(rows), asked, true).orElseThrow().stream()
        .map(found -> found.stream().map(one -> one.id().orElseThrow()).toList())
        .toList();
  }

  @Test
  void aMatchMayBeAnyElementOfAList() throws JsonProcessingException {
    String rows =
        """
        [ { "id": 1, "mails": [ { "value": "old@x.org" }, { "value": "Ann@X.org" } ] },
          { "id": 2, "mails": [ { "value": "bob@x.org" }, { "value": "BOB@x.org" }, { "value": null } ] },
          { "id": 3, "mails": [] } ]
        """;
    assertThat(matched("mails/0/value=/mails/*/value", rows, "ann@x.org", "bob@x.org", "cy@x.org"))
        .containsExactly(List.of("1"), List.of("2"), List.of());
  }

  @Test
  void anAnswerWithoutTheListIsNoAnswer() throws JsonProcessingException {
    LookupForm form =
        LookupForm.parse(
            null, null, "/ext", "/id", null, "mail=/mails/*/value", null, Optional.empty());
    assertThat(form.read(json("[{ \"id\": 1 }]"), ONE, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mail, a@x.org",
    "mails/0/value, b@x.org",
    "mails/1/value, ''",
    "mails, ''",
    "none, ''",
    "empty, ''"
  })
  void aRecordsOwnValueMayBeInsideOfAField(String field, String value) {
    List<Field> names =
        Stream.of("mail", "mails", "none", "empty").map(name -> field(name, false)).toList();
    Object[] values = {"a@x.org", List.of(Map.of("value", "b@x.org")), null, " "};
    Row row = new Row(new Shape("m.yaml", "person", names, List.of()), values, List.of());
    assertThat(Match.parse(field + "=/mail").of(row).orElse("")).isEqualTo(value);
  }

  @Test
  void withoutAWordTheRecordHoldsThem() throws JsonProcessingException {
    String document = "{ \"product\": { \"id\": \"p\", \"attributes\": { \"title\": \"A\" } } }";
    assertThat(read(form(null), document).get(0).fields().has("attributes")).isTrue();
    assertThat(read(form("/attributes"), document).get(0).fields())
        .isEqualTo(json("{\"title\":\"A\"}"));
  }
}
