package dev.oneway.http.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowFormatTest {
  @ParameterizedTest
  @CsvSource({
    "ISO, 2026-01-31T10:15:30.123456789Z",
    "MILLIS, 1769854530123",
    "SECONDS, 1769854530",
    "DATE_TIME, 2026-01-31 10:15:30"
  })
  void aStartIsWrittenAndReadBack(WindowFormat format, String written) {
    Instant time = Instant.parse("2026-01-31T10:15:30.123456789Z");
    assertThat(format.write(time)).isEqualTo(written);
    assertThat(format.read(written)).contains(format.rounded(time));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:15:30Z",
    "2026-01-31T12:15:30+02:00",
    "2026-01-31T10:15:30.000+0000",
    "2026-01-31 10:15:30",
    "2026-01-31T10:15:30"
  })
  void aTimeMayBeWrittenAsVendorsDo(String written) {
    assertThat(WindowFormat.ISO.read(written)).contains(Instant.parse("2026-01-31T10:15:30Z"));
  }

  @Test
  void aNumberIsATimeWhereNumbersAreAskedFor() {
    assertThat(WindowFormat.MILLIS.read(1_769_854_530_123L))
        .contains(Instant.parse("2026-01-31T10:15:30.123Z"));
    assertThat(WindowFormat.ISO.read(1_769_854_530_123L)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"yesterday", "2026-01-31", "2026-02-30T00:00:00Z", "''", "999999999999999999999"})
  void whatIsNoTimeIsNone(String text) {
    for (WindowFormat format : WindowFormat.values()) {
      assertThat(format.read(text)).isEmpty();
    }
    assertThat(WindowFormat.SECONDS.read(null)).isEmpty();
  }

  @Test
  void aTimeBefore1970IsRoundedDownToo() {
    assertThat(WindowFormat.SECONDS.read("1969-12-31T23:59:59.5Z"))
        .contains(Instant.ofEpochSecond(-1));
  }
}
