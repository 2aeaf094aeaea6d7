package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void oneFieldIsItsPlainText() {
    assertThat(Keys.of(List.of("a b"))).isEqualTo("a b");
    assertThat(Keys.of(List.of(42L))).isEqualTo("42");
    assertThat(Keys.of(List.of(new BigDecimal("42.0")))).isEqualTo("42");
  }

  @Test
  void severalFieldsAreAJsonArrayOfTexts() {
    assertThat(Keys.of(List.of(10248L, "11"))).isEqualTo("[\"10248\",\"11\"]");
  }

  @Test
  void theBorderBetweenFieldsCounts() {
    assertThat(Keys.of(List.of("a\",\"b", "c"))).isNotEqualTo(Keys.of(List.of("a", "b\",\"c")));
    assertThat(Keys.of(List.of("ab", "c"))).isNotEqualTo(Keys.of(List.of("a", "bc")));
  }
}
