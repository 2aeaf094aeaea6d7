package dev.oneway.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How many records may be gone in one run: a share of those the destination holds, a number, or
 * both, of which the smaller counts. Immutable.
 *
 * @param percent of the living records, from 0 to 100; rounded up, so that a single one of few may
 *     always go
 * @param number at least 0
 */
public record RemovalLimit(Optional<BigDecimal> percent, Optional<Long> number) {
  /** What holds where a mapping says nothing: 5%. */
  public static final RemovalLimit DEFAULT =
      new RemovalLimit(Optional.of(BigDecimal.valueOf(5)), Optional.empty());

  private static final int PERCENT_DIGITS = 2;

  /** How many may go of so many living ones. */
  public long of(long living) {
    long share =
        percent
            .map(part -> part.multiply(BigDecimal.valueOf(living)).movePointLeft(PERCENT_DIGITS))
            .map(part -> part.setScale(0, RoundingMode.CEILING).longValueExact())
            .orElse(Long.MAX_VALUE);
    return Math.min(share, number.orElse(Long.MAX_VALUE));
  }

  /** As a mapping writes it: {@code 5%}, {@code 100}, {@code [5%, 100]}. */
  @Override
  public String toString() {
    Optional<String> share = percent.map(part -> part.toPlainString() + "%");
    return share.isPresent() && number.isPresent()
        ? "[" + share.get() + ", " + number.get() + "]"
        : share.orElseGet(() -> String.valueOf(number.orElseThrow()));
  }
}
