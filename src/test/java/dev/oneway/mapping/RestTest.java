package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.MappedRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fields that are taken as they come: their shapes and their bounds. */
class RestTest {
  private final Mapping refusing = Mappings.with("rest: p\n");
  private final Mapping keeping = Mappings.with("rest: p\nothers: others\n");

  private static Map<String, Object> record(Map<String, Object> properties) {
    return new HashMap<>(Map.of("id", 1L, "p", properties));
  }

  private static MappedRecord delivered(Mapping mapping, Map<String, Object> properties) {
    return ((Mapped.Delivered) mapping.apply(record(properties))).record();
  }

  @Test
  void recordsWithTheSameNamesShareTheirShape() {
    Map<String, Object> swapped = new LinkedHashMap<>();
    swapped.put("b", 3L);
    swapped.put("a", 4L);

    MappedRecord one = delivered(refusing, new TreeMap<>(Map.of("a", 1L, "b", 2L)));

    assertThat(one.shape()).isSameAs(delivered(refusing, swapped).shape());
    assertThat(one.shape().base()).isSameAs(refusing.shape());
    assertThat(one.shape()).isNotSameAs(delivered(refusing, Map.of("a", 1L)).shape());
  }

  @Test
  void aRecordWithoutMoreHasTheShapeOfTheMapping() {
    assertThat(delivered(refusing, Map.of()).shape()).isSameAs(refusing.shape());
  }

  @Test
  void theOrderOfTheNamesIsNoChange() {
    Map<String, Object> swapped = new LinkedHashMap<>();
    swapped.put("b", 2L);
    swapped.put("a", 1L);

    assertThat(delivered(refusing, swapped).fingerprint())
        .isEqualTo(delivered(refusing, new TreeMap<>(Map.of("a", 1L, "b", 2L))).fingerprint());
  }

  @Test
  void aNewFieldIsAChange() {
    assertThat(delivered(refusing, Map.of("a", 1L, "b", 2L)).fingerprint())
        .isNotEqualTo(delivered(refusing, Map.of("a", 1L)).fingerprint());
  }

  @Test
  void whatIsBeyondTheMostFieldsOfARecordIsAmongTheOthers() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      many.put("p%03d".formatted(i), (long) i);
    }

    MappedRecord record = delivered(keeping, many);

    assertThat(record.get("p499")).isEqualTo(499L);
    assertThat(record.get("others"))
        .asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
        .hasSize(100)
        .containsEntry("p.p500", 500L);
    assertThat(record).hasSize(1 + 1 + 500);
    assertThat(refusing.apply(record(many)))
        .asString()
        .contains("is one of more than 500 fields. Name a field for such values with `others`");
  }

  @Test
  void aDeepObjectIsAValueAtTheEnd() {
    Map<String, Object> inner = Map.of("end", 1L);
    for (int i = 0; i < 20; i++) {
      inner = Map.of("o", inner);
    }

    MappedRecord record = delivered(refusing, inner);

    assertThat(record.get("o_o_o_o_o_o_o_o_o_o")).isInstanceOf(Map.class);
    assertThat(record).hasSize(2);
  }

  @Test
  void namesOfAnyLengthAndKindHaveADefinedEnd() {
    List<String> naughty =
        List.of(
            "",
            " ",
            "\"",
            "'; DROP TABLE x; --",
            "\u0000",
            "\ud800",
            "a\u0301",
            "x".repeat(10_000));
    Map<String, Object> all = new HashMap<>();
    naughty.forEach(name -> all.put(name, name.length()));

    MappedRecord record = delivered(keeping, all);

    assertThat(record.keySet())
        .containsExactlyInAnyOrder(
            "id", "others", "drop_table_x", "á", "x".repeat(54) + "_e4ee97ec");
    assertThat((Map<?, ?>) record.get("others")).hasSize(5);
  }
}
