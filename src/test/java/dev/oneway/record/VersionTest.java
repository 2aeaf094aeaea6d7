package dev.oneway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T10:15:30Z",
        "2026-01-31T10:15:30.123Z",
        "2026-01-31T10:15:30.123456789Z",
        "1969-12-31T23:59:59.999999999Z",
        "1677-09-21T00:12:44Z",
        "2262-04-11T23:47:16.854775807Z",
        "0",
        "42",
        "-42",
        "9223372036854775807",
        "-9223372036854775808"
      })
  void whatItWritesItReadsBack(String text) {
    assertThat(Version.parse(text)).hasToString(text);
    assertThat(Version.parse(Version.parse(text).toString())).isEqualTo(Version.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "--1", "1-2", "yesterday", "2026-01-31", "99999999999999999999"})
  void whatIsNeitherANumberNorAnInstantIsRefused(String text) {
    assertThatThrownBy(() -> Version.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void timesStandInTheOrderOfTime() {
    List<Version> inOrder =
        Stream.of(
                "0001-01-01T00:00:00Z",
                "1900-01-01T00:00:00Z",
                "1969-12-31T23:59:59.9Z",
                "1970-01-01T00:00:00Z",
                "2026-01-31T10:15:30Z",
                "2026-01-31T10:15:30.000000001Z",
                "2026-01-31T10:15:30.123Z",
                "9999-12-31T23:59:59Z")
            .map(Instant::parse)
            .map(Version::of)
            .toList();
    assertThat(inOrder).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aTimeBeyondTheBoundsIsHeldThere() {
    Version oldest = Version.of(Instant.MIN);
    Version newest = Version.of(Instant.MAX);
    assertThat(oldest).isLessThan(Version.of(Instant.parse("1700-01-01T00:00:00Z")));
    assertThat(newest).isGreaterThan(Version.of(Instant.parse("2262-01-01T00:00:00Z")));
    assertThat(Version.parse(newest.toString())).isEqualTo(newest);
    assertThat(Version.parse(oldest.toString())).isEqualTo(oldest);
    assertThat(oldest.minus(Duration.ofDays(1), 0)).isEqualTo(oldest);
  }

  @Test
  void aTimeAndANumberHaveOverlapsOfTheirOwn() {
    assertThat(Version.parse("2026-01-31T10:15:30Z").minus(Duration.ofMinutes(5), 3))
        .hasToString("2026-01-31T10:10:30Z");
    assertThat(Version.of(42).minus(Duration.ofMinutes(5), 3)).isEqualTo(Version.of(39));
  }

  @Test
  void aTimeThatWasWrittenWithABlankIsGivenBackWithABlank() {
    Version version = Version.ofSpaced(Instant.parse("2026-01-31T10:15:30.5Z"));
    assertThat(version).hasToString("2026-01-31 10:15:30.500");
    assertThat(Version.parse(version.toString())).isEqualTo(version);
    assertThat(version.minus(Duration.ofMinutes(5), 0)).hasToString("2026-01-31 10:10:30.500");
    assertThat(version).isEqualByComparingTo(Version.parse("2026-01-31T10:15:30.5Z"));
  }

  @Test
  void timesAndNumbersCannotBeCompared() {
    assertThatThrownBy(() -> Version.of(1).compareTo(Version.of(Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHighestOfTwoMayBeTheOnlyOne() {
    assertThat(Version.max(null, Version.of(1))).isEqualTo(Version.of(1));
    assertThat(Version.max(Version.of(2), null)).isEqualTo(Version.of(2));
    assertThat(Version.max(Version.of(2), Version.of(3))).isEqualTo(Version.of(3));
    assertThat(Version.max(Version.of(3), Version.of(2))).isEqualTo(Version.of(3));
  }
}
