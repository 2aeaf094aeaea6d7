package dev.oneway.destination.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.destination.http.answer.LookupForm.Asked;
import dev.oneway.destination.http.answer.LookupForm.Found;
import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupFormTest {
  private static final List<Asked> ONE = List.of(new Asked("k", Optional.empty()));

  private static LookupForm form(String foundFields) {
    return LookupForm.parse(
        "/product", null, null, "/id", foundFields, null, "/updatedAt", null, null);
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

  @Test
  void withoutAWordTheRecordHoldsThem() throws JsonProcessingException {
    String document = "{ \"product\": { \"id\": \"p\", \"attributes\": { \"title\": \"A\" } } }";
    assertThat(read(form(null), document).get(0).fields().has("attributes")).isTrue();
    assertThat(read(form("/attributes"), document).get(0).fields())
        .isEqualTo(json("{\"title\":\"A\"}"));
  }
}
