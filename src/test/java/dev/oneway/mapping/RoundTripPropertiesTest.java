package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.record.RecordJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a mapping writes, a mapping reads again. */
class RoundTripPropertiesTest {
  private static final Map<String, Mapping> MAPPINGS = new HashMap<>();

  /** A pattern that keeps an instant to this unit. */
  record Form(String pattern, ChronoUnit unit) {
    String quoted() {
      return "'" + pattern.replace("'", "''") + "'";
    }
  }

  @Property(tries = 1500, seed = "20261120")
  void anInstantWrittenByAPatternIsReadByIt(
      @ForAll("instants") Instant instant,
      @ForAll("zones") String zone,
      @ForAll("forms") Form form) {
    Object text = mapped("type: instant, zone: " + zone + ", format: " + form.quoted(), instant);

    assertThat(mapped("type: instant, parse: " + form.quoted(), text))
        .as("%s in %s", text, zone)
        .isEqualTo(instant.truncatedTo(form.unit()));
  }

  @Property(tries = 500, seed = "20261120")
  void aTimeWithoutItsOffsetIsTheEarlierOneTheClocksShow(
      @ForAll("instants") Instant instant, @ForAll("zones") String zone) {
    String pattern = "'yyyy-MM-dd HH:mm:ss.SSSSSSSSS'";
    Object text = mapped("type: instant, zone: " + zone + ", format: " + pattern, instant);

    Instant read = (Instant) mapped("type: instant, sourceZone: " + zone, text);

    assertThat(read).isBeforeOrEqualTo(instant);
    assertThat(read.atZone(ZoneId.of(zone)).toLocalDateTime())
        .isEqualTo(instant.atZone(ZoneId.of(zone)).toLocalDateTime());
  }

  @Property(tries = 500, seed = "20261120")
  void aTimeInAZoneIsReadAsItsInstant(
      @ForAll("instants") Instant instant, @ForAll("zones") String zone) {
    OffsetDateTime time = (OffsetDateTime) mapped("type: instant, zone: " + zone, instant);

    assertThat(time.toInstant()).isEqualTo(instant);
    assertThat(mapped("type: instant", time)).isEqualTo(instant);
    assertThat(mapped("type: instant", time.toString())).isEqualTo(instant);
    assertThat(mapped("type: instant", instant.toString())).isEqualTo(instant);
  }

  @Property(tries = 500, seed = "20261120")
  void aDateIsReadAsItIsWritten(
      @ForAll @IntRange(min = -100_000, max = 2_000_000) int day,
      @ForAll("datePatterns") String pattern) {
    LocalDate date = LocalDate.ofEpochDay(day);
    Object text = mapped("type: instant, format: " + pattern, date + "T00:00:00Z");

    assertThat(mapped("type: date, parse: " + pattern, text)).as("%s", text).isEqualTo(date);
    assertThat(mapped("type: date", date.toString())).isEqualTo(date);
  }

  @Property(tries = 500, seed = "20261120")
  void aNumberKeepsItsDigitsAsText(@ForAll("decimals") BigDecimal decimal) {
    Object text = mapped("type: text", decimal);

    assertThat(text).isInstanceOf(String.class);
    BigDecimal read = (BigDecimal) mapped("type: decimal", text);
    assertThat(read).isEqualByComparingTo(decimal);
    assertThat(read.scale())
        .isEqualTo(decimal.scale() < 0 && read.scale() == 0 ? 0 : decimal.scale());
  }

  @Property(tries = 500, seed = "20261120")
  void aWholeNumberKeepsItsDigitsAsText(@ForAll BigInteger integer) {
    Object text = mapped("type: text", integer);

    assertThat(text).isEqualTo(integer.toString());
    assertThat(mapped("type: integer", text)).hasToString(integer.toString());
    assertThat(mapped("type: text", mapped("type: decimal", text))).isEqualTo(text);
  }

  @Property(tries = 300, seed = "20261120")
  void epochsAreReadToTheirUnit(@ForAll("instants") Instant instant) {
    assertThat(mapped("type: instant, parse: epoch-millis", instant.toEpochMilli()))
        .isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
    assertThat(
            mapped(
                "type: instant, parse: epoch-seconds",
                instant.getEpochSecond() + ".%09d".formatted(instant.getNano())))
        .isEqualTo(instant);
  }

  @Property(tries = 300, seed = "20261120")
  void bytesAreReadAsTheyAreWritten(@ForAll byte[] bytes) {
    Base64.Encoder encoder = Base64.getEncoder();
    String text = encoder.encodeToString(bytes);
    Object none = bytes.length == 0 ? null : bytes;

    assertThat(mapped("type: binary", text)).isEqualTo(none);
    assertThat(mapped("type: binary", encoder.withoutPadding().encodeToString(bytes)))
        .isEqualTo(none);
    assertThat(
            mapped(
                "type: binary", Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes)))
        .isEqualTo(none);
  }

  @Property(tries = 300, seed = "20261120")
  void aMappedRecordIsReadAsItIsWritten(
      @ForAll byte[] bytes,
      @ForAll("instants") Instant instant,
      @ForAll("decimals") BigDecimal decimal,
      @ForAll String text) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("time", mapped("type: instant", instant));
    record.put("zoned", mapped("type: instant, zone: Asia/Kathmandu", instant));
    record.put("date", mapped("type: date", instant));
    record.put("number", mapped("type: decimal", decimal));
    record.put("text", mapped("type: text", text));
    record.put("list", mapped("split: ','", text));
    record.put("bytes", mapped("type: binary", bytes));

    Map<String, Object> read = RecordJson.readRecord(RecordJson.writeRecord(record));

    assertThat(read.remove("bytes")).isEqualTo(record.remove("bytes"));
    assertThat(RecordJson.write(read)).isEqualTo(RecordJson.write(record));
    assertThat(read.remove("number")).isNotNull();
    record.remove("number");
    assertThat(read).isEqualTo(record);
  }

  private static Object mapped(String work, Object value) {
    Mapping mapping =
        MAPPINGS.computeIfAbsent(work, words -> Mappings.ofField("{ from: x, " + words + " }"));
    return Mappings.delivered(mapping, Map.of("id", 1L, "x", value)).get("f");
  }

  @Provide
  Arbitrary<Form> forms() {
    return Arbitraries.of(
        new Form("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX", ChronoUnit.NANOS),
        new Form("uuuuMMddHHmmssSSSxx", ChronoUnit.MILLIS),
        new Form("EEE, d MMM yyyy HH:mm:ss Z", ChronoUnit.SECONDS),
        new Form("EEEE d MMMM yyyy hh:mm:ss a OOOO", ChronoUnit.SECONDS),
        new Form("yyyy-MM-dd HH:mm:ssXXX['['VV']']", ChronoUnit.SECONDS),
        new Form("M/d/yyyy h:mm a XXX", ChronoUnit.MINUTES),
        new Form("yy.MM.dd HH:mmX", ChronoUnit.MINUTES));
  }

  @Provide
  Arbitrary<String> datePatterns() {
    return Arbitraries.of("dd.MM.yyyy", "d MMM yyyy", "yyyyMMdd", "yyyy-DDD", "EEEE d MMMM yyyy");
  }

  /**
   * Each with other rules; the instants among which they turn their clocks are tried more often.
   */
  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Casablanca");
  }

  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Long> seconds =
        Arbitraries.oneOf(
            Arbitraries.longs().between(at("2000-01-02"), at("2099-12-30")),
            Arbitraries.longs().between(at("2026-10-25"), at("2026-10-26")),
            Arbitraries.longs().between(at("2026-11-01"), at("2026-11-02")),
            Arbitraries.longs().between(at("2026-04-04"), at("2026-04-05")));
    Arbitrary<Integer> nanos = Arbitraries.integers().between(0, 999_999_999);
    return seconds.flatMap(second -> nanos.map(nano -> Instant.ofEpochSecond(second, nano)));
  }

  private static long at(String day) {
    return Instant.parse(day + "T00:00:00Z").getEpochSecond();
  }

  @Provide
  Arbitrary<BigDecimal> decimals() {
    Arbitrary<Integer> scales =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-5, 30),
            Arbitraries.integers().between(-999_999_000, 999_999_000));
    return Arbitraries.bigIntegers().flatMap(i -> scales.map(scale -> new BigDecimal(i, scale)));
  }
}
