package dev.oneway.mapping.value;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.oneway.record.Promise;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code phone:}: a telephone number that exists in its country's plan, as E.164 such as
 * +4930901820. Nothing that is written is dropped: words beside the number and extensions, which
 * E.164 has no place for, are refused.
 */
public final class Telephone implements Stage {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  /** Digits, the signs people put between them, and the invisible ones contact lists add. */
  private static final Pattern WRITTEN =
      Pattern.compile("[\\p{Nd}\\p{Z}\\s\\p{Pd}\\p{Cf}+＋()./]++");

  private final Optional<String> region;

  /**
   * @param region where numbers without + are called from, one of {@link #regions()}; without it
   *     they are refused
   */
  public Telephone(Optional<String> region) {
    this.region = region;
  }

  /** The countries with a numbering plan, ISO 3166-1 alpha-2, from A to Z. */
  public static Collection<String> regions() {
    return new TreeSet<>(NUMBERS.getSupportedRegions());
  }

  @Override
  public Object apply(Object value) {
    String text = text(value);
    return text.isBlank() ? null : e164(text, value);
  }

  private String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number number) {
      return digits(number)
          .filter(digits -> !digits.startsWith("-"))
          .orElseThrow(() -> refused(value));
    }
    throw refused(value);
  }

  private static Optional<String> digits(Number number) {
    Object exact = Numbers.exact(number);
    return (exact instanceof BigDecimal decimal ? Numbers.whole(decimal) : Optional.of(exact))
        .map(Object::toString);
  }

  private String e164(String text, Object value) {
    if (!WRITTEN.matcher(text).matches()) {
      throw refused(value);
    }
    try {
      PhoneNumber number = NUMBERS.parse(text, region.orElse(null));
      if (NUMBERS.isValidNumber(number)) {
        return NUMBERS.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      // Told below, as a number that doesn't exist.
    }
    throw refused(value);
  }

  private BadValue refused(Object value) {
    return BadValue.type(
        value,
        region
            .map(country -> "a telephone number of " + country + ", or one that begins with +")
            .orElse("a telephone number that begins with +, such as +4930901820"));
  }

  @Override
  public String says() {
    return "as telephone number" + region.map(country -> " of " + country).orElse("");
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.TEXT);
  }
}
