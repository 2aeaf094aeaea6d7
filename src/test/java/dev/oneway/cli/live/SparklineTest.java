package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void theHighestBarIsAsHighAsTheLineAndNothingIsABlank() {
    assertThat(Sparkline.of(List.of(0L, 1L, 50L, 100L))).isEqualTo(" ▁▄█");
  }

  @Test
  void nothingAtAllIsBlank() {
    assertThat(Sparkline.of(List.of(0L, 0L))).isEqualTo("  ");
  }
}
