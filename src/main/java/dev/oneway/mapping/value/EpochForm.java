package dev.oneway.mapping.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time since 1970 began in UTC, as a number or a text of digits: {@code epoch-seconds}, with a
 * fraction of up to nine digits, or {@code epoch-millis}. Only the years 0001 to 9999 are read, so
 * that milliseconds taken for seconds are found out.
 */
public enum EpochForm implements DateForm {
  SECONDS("epoch-seconds", 0),
  MILLIS("epoch-millis", 3);

  private static final int NANO_DIGITS = 9;
  private static final int MOST_CHARACTERS = 40;
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
  private static final BigDecimal FIRST = new BigDecimal("-62135596800");
  private static final BigDecimal END = new BigDecimal("253402300800");

  private final String word;
  private final int shift;

  /**
   * @param shift how many digits a number of it is longer than one of seconds
   */
  EpochForm(String word, int shift) {
    this.word = word;
    this.shift = shift;
  }

  /** As it is written in a file. */
  public String word() {
    return word;
  }

  @Override
  public boolean fits(Object value) {
    return value instanceof Number
        || (value instanceof String text && DIGITS.matcher(text.strip()).matches());
  }

  @Override
  public Optional<TemporalAccessor> read(Object value) {
    return number(value).filter(this::isMeant).map(this::instant);
  }

  private static Optional<BigDecimal> number(Object value) {
    if (value instanceof String text) {
      String stripped = text.strip();
      return stripped.length() <= MOST_CHARACTERS && DIGITS.matcher(stripped).matches()
          ? Optional.of(new BigDecimal(stripped))
          : Optional.empty();
    }
    return value instanceof Number number
        ? Optional.of(decimal(Numbers.exact(number)))
        : Optional.empty();
  }

  private static BigDecimal decimal(Object exact) {
    if (exact instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    return exact instanceof BigInteger large ? new BigDecimal(large) : (BigDecimal) exact;
  }

  private boolean isMeant(BigDecimal number) {
    return number.compareTo(FIRST.scaleByPowerOfTen(shift)) >= 0
        && number.compareTo(END.scaleByPowerOfTen(shift)) < 0
        && number.stripTrailingZeros().scale() <= (this == SECONDS ? NANO_DIGITS : 0);
  }

  private Instant instant(BigDecimal number) {
    BigDecimal seconds = number.stripTrailingZeros().scaleByPowerOfTen(-shift);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    int nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).intValueExact();
    return Instant.ofEpochSecond(whole.longValueExact(), nanos);
  }

  @Override
  public String says() {
    return "`" + word + "`";
  }
}
