package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalLimitTest {
  @ParameterizedTest
  @CsvSource({
    "5, , 0, 0",
    "5, , 1, 1",
    "5, , 20, 1",
    "5, , 21, 2",
    "5, , 2000, 100",
    "0, , 2000, 0",
    "100, , 2000, 2000",
    "0.1, , 2000, 2",
    ", 100, 7, 100",
    ", 0, 7, 0",
    "5, 100, 2000, 100",
    "5, 100, 40, 2",
    "5, 100, 5000, 100",
    "5, , 9223372036854775807, 461168601842738791"
  })
  void theSmallerOfShareAndNumberMayGo(BigDecimal percent, Long number, long living, long may) {
    RemovalLimit limit =
        new RemovalLimit(Optional.ofNullable(percent), Optional.ofNullable(number));

    assertThat(limit.of(living)).isEqualTo(may);
  }
}
