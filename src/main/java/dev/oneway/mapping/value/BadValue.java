package dev.oneway.mapping.value;

import java.util.Optional;

/**
 * A record's value can't be used; becomes the rejection of its record. Has no stack trace, because
 * a bad source may hold millions of such records.
 */
public final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String category;
  private final transient Optional<Inside> inside;

  /**
   * Where inside a value the fault is.
   *
   * @param field the name of a field in a nested object
   * @param sentence what is wrong with it, origin included
   */
  public record Inside(String field, String sentence) {}

  private BadValue(String category, String clause) {
    this(category, clause, Optional.empty());
  }

  private BadValue(String category, String clause, Optional<Inside> inside) {
    super(clause, null, false, false);
    this.category = category;
    this.inside = inside;
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

  /**
   * The same fault as the value that holds the bad one has it.
   *
   * @param field the field of the nested object
   * @param words how a message calls the origin of that field
   * @param place where the nested object stands, e.g. {@code row 2 of `lines`}; may be empty
   */
  public BadValue in(String field, String words, String place) {
    String path = field + inside.map(deeper -> "." + deeper.field()).orElse("");
    String sentence = inside.map(Inside::sentence).orElse(words + " " + clause());
    String placed = place.isEmpty() ? sentence : place + ": " + sentence;
    return new BadValue(category, clause(), Optional.of(new Inside(path, placed)));
  }

  /** Where inside the value the fault is; empty when it is the value itself. */
  public Optional<Inside> inside() {
    return inside;
  }
}
