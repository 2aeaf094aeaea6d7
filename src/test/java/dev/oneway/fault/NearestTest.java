package dev.oneway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN = List.of("required", "default", "type", "text", "zone");

  @ParameterizedTest
  @CsvSource({
    "requierd, required",
    "requird, required",
    "DEFAULT, default",
    "defualt, default",
    "typ, type",
    "tpye, type",
    "zonee, zone"
  })
  void aSlipOfThePenFindsItsName(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "format", "requirements of"})
  void somethingElseFindsNone(String written) {
    assertThat(Nearest.to(written, KNOWN)).isEmpty();
    assertThat(Nearest.didYouMean(written, KNOWN)).isEmpty();
  }

  @Test
  void theHintReadsAsASentence() {
    assertThat(Nearest.didYouMean("typ", KNOWN)).isEqualTo("Did you mean `type`? ");
  }

  @Test
  void ofTwoEquallyNearTheFirstByNameIsTakenEachTime() {
    assertThat(Nearest.to("texe", List.of("texz", "texa"))).contains("texa");
  }

  @Test
  void nothingIsNearToNothing() {
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("type", List.of())).isEmpty();
  }
}
