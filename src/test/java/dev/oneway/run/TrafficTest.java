package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {
  @Test
  void whoAsksIsToldOfEachRequest() {
    Traffic traffic = new Traffic();
    List<String> told = new ArrayList<>();
    traffic.call("GET", "/before");
    traffic.tell((method, path) -> told.add(method + " " + path));
    traffic.call("PATCH", "/orders/7");
    assertThat(told).containsExactly("PATCH /orders/7");
    assertThat(traffic.sum().calls()).isEqualTo(2);
  }

  @Test
  void allThatWasCountedIsToldInWords() {
    Traffic traffic = new Traffic();
    for (int call = 0; call < 120; call++) {
      traffic.call("GET", "/orders");
    }
    traffic.sent(3_149_000);
    traffic.received(412);
    traffic.waited(Duration.ofMillis(2_149));
    assertThat(traffic.sum().inWords(12_000))
        .isEqualTo(
            "120 calls (100 records a call), 3.1 MB out, 412 B in, waited 2.1 s for limits, all"
                + " threads together");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1 call (1 record a call)",
    "1, 250, 1 call (250 records a call)",
    "2, 0, 2 calls (0 records a call)",
    "4, 10, 4 calls (2.5 records a call)",
    "3, 1, 3 calls (0.3 records a call)"
  })
  void whatWasNotThereIsLeftOut(long calls, long records, String words) {
    assertThat(new Traffic.Sum(calls, 0, 0, Duration.ZERO).inWords(records)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "3100000, 3.1 MB",
    "2500000000, 2.5 GB",
    "7000000000000000, 7000.0 TB"
  })
  void bytesComeInAUnitPeopleRead(long bytes, String size) {
    assertThat(new Traffic.Sum(1, bytes, 0, Duration.ZERO).inWords(1))
        .isEqualTo("1 call (1 record a call), " + size + " out");
  }

  @Test
  void aWaitNobodyNoticesIsNotWorthAWord() {
    Traffic traffic = new Traffic();
    traffic.call("GET", "/orders");
    traffic.waited(Duration.ofMillis(49));
    assertThat(traffic.sum().inWords(1)).isEqualTo("1 call (1 record a call)");
  }
}
