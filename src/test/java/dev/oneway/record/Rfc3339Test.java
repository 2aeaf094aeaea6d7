package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way to read a time gives what the long way gives, or leaves it to it. */
class Rfc3339Test {
  @Property(seed = "20261120")
  void anyTimeReadsAsItWasWritten(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -64_800 / 60, max = 64_800 / 60) int offsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    OffsetDateTime time = java.time.Instant.ofEpochSecond(second, nanos).atOffset(offset);
    String text = time.toString();
    if (time.getYear() >= 0 && time.getYear() <= 9999 && text.length() > 22) {
      assertThat(Rfc3339.read(text)).isEqualTo(time);
      assertThat(Rfc3339.read(text.replace('T', ' '))).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T10:15:30",
        "2026-01-31T10:15Z",
        "2026-01-31",
        "2026-01-31T10:15:30+01",
        "2026-01-31T10:15:30+0100",
        "2026-01-31T10:15:30 +01:00",
        "2026-01-31T10:15:30.Z",
        "2026-01-31T10:15:30.1234567891Z",
        "2026-01-31T10:15:30.5",
        "2026-01-31t10:15:30z",
        "2026-01-31T10:15:30Zx",
        " 2026-01-31T10:15:30Z",
        "２０２６-01-31T10:15:30Z",
        "2026-01-31T10:15:30*01:00",
        "+12026-01-31T10:15:30Z"
      })
  void whatIsWrittenInAnotherWayIsLeftToTheLongWay(String text) {
    assertThat(Rfc3339.read(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T10:15:30Z",
        "2026-13-01T10:15:30Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T10:60:00Z",
        "2026-01-31T10:15:60Z",
        "2026-01-31T10:15:30+19:00",
        "2026-01-31T10:15:30+01:60"
      })
  void aTimeThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Rfc3339.read(text)).isInstanceOf(DateTimeException.class);
  }
}
