package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTimeTest {
  @ParameterizedTest
  @CsvSource({"500ms, 500", "10s, 10000", "2m, 120000", "1h, 3600000", "PT1.5S, 1500"})
  void aTimeHasAUnit(String text, long millis) {
    assertThat(OptionTime.parse("retryFor", text).toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "soon", "-1s", "1d", "1.5s", "10 s"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> OptionTime.parse("retryFor", text))
        .hasMessage(
            "retryFor is `"
                + text
                + "`, which is no time. Write a number and its unit, as in retryFor=10s.");
  }
}
