package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import dev.oneway.record.Scalars;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code minorUnits:}: an amount of money as the whole number of its currency's smallest units,
 * such as cents: Long, or BigInteger beyond 64 bits. Nothing is rounded; an amount that is no whole
 * number of them is refused. Threads may share it.
 */
public final class MinorUnits implements Origin {
  private static final DecimalType DECIMAL = new DecimalType();

  private final Path amount;
  private final Path currency;
  private final Map<String, Integer> digits;

  /**
   * @param currency leads to its code (ISO 4217), in any case
   * @param digits how many digits behind the point a currency has, where it isn't what ISO 4217
   *     says
   */
  public MinorUnits(Path amount, Path currency, Map<String, Integer> digits) {
    this.amount = amount;
    this.currency = currency;
    this.digits = Map.copyOf(digits);
  }

  /** What it reads. */
  public List<Path> paths() {
    return List.of(amount, currency);
  }

  @Override
  public Object read(Map<String, Object> record) {
    Object value = amount.read(record);
    if (Blank.isBlank(value)) {
      return value == Row.ABSENT ? value : null;
    }
    String code = code(record);
    int places = placesOf(code);
    return Numbers.whole(decimal(value).movePointRight(places))
        .orElseThrow(
            () ->
                BadValue.type(
                        value,
                        "an amount with at most %d digits behind the point, as %s has them"
                            .formatted(places, code))
                    .of(amount.words()));
  }

  private BigDecimal decimal(Object value) {
    try {
      return (BigDecimal) DECIMAL.apply(value);
    } catch (BadValue bad) {
      throw bad.of(amount.words());
    }
  }

  private String code(Map<String, Object> record) {
    Object code = currency.read(record);
    if (Blank.isBlank(code)) {
      throw Blank.missing(code, "needed for the amount").of(currency.words());
    }
    return Scalars.text(code).strip().toUpperCase(Locale.ROOT);
  }

  private int placesOf(String code) {
    return Optional.ofNullable(digits.get(code))
        .or(() -> iso(code))
        .orElseThrow(
            () ->
                BadValue.unknown(code, "which is no currency of ISO 4217 with a smallest unit")
                    .of(currency.words()));
  }

  private static Optional<Integer> iso(String code) {
    try {
      return Optional.of(Currency.getInstance(code).getDefaultFractionDigits())
          .filter(places -> places >= 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Promise promised() {
    return Promise.of(Promise.Kind.INTEGER);
  }

  @Override
  public String words() {
    return amount.words() + " in smallest units of " + currency.words();
  }
}
