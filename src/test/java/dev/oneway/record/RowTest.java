package dev.oneway.record;

import static dev.oneway.record.TestRecords.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final Shape SHAPE =
      new Shape(
          "m.yaml",
          "thing",
          List.of(field("a", true), field("b", false), field("c", false)),
          List.of());

  @Test
  void itIsAMapOfTheFieldsItSpeaksOf() {
    Row row = row("1", Row.ABSENT, null);
    Map<String, Object> expected = new HashMap<>();
    expected.put("a", "1");
    expected.put("c", null);
    assertThat(row).isEqualTo(expected).hasSize(2);
    assertThat(row.containsKey("b")).isFalse();
    assertThat(row.containsKey("c")).isTrue();
    assertThat(row.get("b")).isNull();
    assertThat(row.get("unknown")).isNull();
    assertThat(List.copyOf(row.keySet())).containsExactly("a", "c");
  }

  @Test
  void nobodyChangesIt() {
    Row row = row("1", "2", "3");
    assertThatThrownBy(() -> row.put("a", "x")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(row::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void twoRecordsAreEqualOnlyWhenTheyAreOne() {
    MappedRecord one = TestRecords.record("1", 1, "x");
    MappedRecord other = TestRecords.record("1", 1, "x");
    assertThat(one).isNotSameAs(other);
    assertThat(one.equals(other)).isFalse();
    assertThat(one.fingerprint()).isEqualTo(other.fingerprint());
  }

  @Test
  void aRowThatDoesNotFitItsShapeIsRefused() {
    assertThatThrownBy(() -> row("1")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Row row(Object... values) {
    return new Row(SHAPE, values, List.of());
  }
}
