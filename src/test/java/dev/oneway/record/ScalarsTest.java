package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarsTest {
  @ParameterizedTest
  @CsvSource({
    "42, 42",
    "42.0, 42",
    "4.2E+1, 42",
    "100, 100",
    "1E+2, 100",
    "0.10, 0.1",
    "0.00, 0",
    "-0.0, 0",
    "1E-7, 0.0000001",
    "67.174118, 67.174118"
  })
  void aDecimalIsPlainAndWithoutTrailingZeros(String written, String text) {
    assertThat(Scalars.text(new BigDecimal(written))).isEqualTo(text);
  }

  @Test
  void aMonstrousExponentCostsNoMemory() {
    assertThat(Scalars.text(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    assertThat(Scalars.text(new BigDecimal("1E-1000000000"))).isEqualTo("1E-1000000000");
  }

  @Test
  void otherScalarsAreTheirUsualText() {
    assertThat(Scalars.text(" as it is ")).isEqualTo(" as it is ");
    assertThat(Scalars.text(true)).isEqualTo("true");
    assertThat(Scalars.text(7L)).isEqualTo("7");
    assertThat(Scalars.text(new BigInteger("99999999999999999999")))
        .isEqualTo("99999999999999999999");
    assertThat(Scalars.text(new byte[] {1, 2, 3})).isEqualTo("AQID");
    assertThat(Scalars.text(LocalDate.parse("2026-01-31"))).isEqualTo("2026-01-31");
    assertThat(Scalars.text(Instant.parse("2026-01-31T00:00:00Z")))
        .isEqualTo("2026-01-31T00:00:00Z");
  }

  @Test
  void listsAndMapsAreJson() {
    assertThat(Scalars.text(List.of("a", 1L))).isEqualTo("[\"a\",1]");
    assertThat(Scalars.text(Map.of("a", 1L))).isEqualTo("{\"a\":1}");
  }
}
