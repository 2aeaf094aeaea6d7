package dev.oneway.mapping.value;

/**
 * A record's value can't be used; becomes the rejection of its record. Has no stack trace, because
 * a bad source may hold millions of such records.
 */
public final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String category;

  private BadValue(String category, String clause) {
    super(clause, null, false, false);
    this.category = category;
  }

  /** The value's kind is wrong: {@code is "abc", but must be a whole number}. */
  public static BadValue type(Object value, String mustBe) {
    return new BadValue("type", "is " + Shown.of(value) + ", but must be " + mustBe);
  }

  /** The value is of the right kind, but not among those that are known. */
  public static BadValue unknown(Object value, String clause) {
    return new BadValue("value", "is " + Shown.of(value) + ", " + clause);
  }

  /** The value is needed and isn't there. */
  public static BadValue missing(String clause) {
    return new BadValue("missing", clause);
  }

  /** Two rows of one record claim the same identity. */
  public static BadValue constraint(String clause) {
    return new BadValue("constraint", clause);
  }

  /** The value couldn't even be computed. */
  public static BadValue unmappable(String clause) {
    return new BadValue("unmappable", clause);
  }

  /** One word for grouping, see {@link dev.oneway.run.Rejection#category()}. */
  public String category() {
    return category;
  }

  /** What is wrong, to be put behind the name of the value's origin; without a full stop. */
  public String clause() {
    return getMessage();
  }
}
