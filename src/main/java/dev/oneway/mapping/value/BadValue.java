package dev.oneway.mapping.value;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A record's value can't be used; becomes the rejection of its record. Has no stack trace, because
 * a bad source may hold millions of such records.
 */
public final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String category;
  private final transient Optional<String> field;
  private final transient Optional<String> sentence;
  private final transient UnaryOperator<String> form;

  private BadValue(String category, String clause) {
    this(category, clause, words -> words + " " + clause);
  }

  private BadValue(String category, String clause, UnaryOperator<String> form) {
    this(category, clause, Optional.empty(), Optional.empty(), form);
  }

  /**
   * @param sentence what is wrong with a part of the value; empty when it is the value itself
   * @param form makes the sentence of the words for the value's origin
   */
  private BadValue(
      String category,
      String clause,
      Optional<String> field,
      Optional<String> sentence,
      UnaryOperator<String> form) {
    super(clause, null, false, false);
    this.category = category;
    this.field = field;
    this.sentence = sentence;
    this.form = form;
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

  /** A check refuses the value: {@code is "12", but must match [0-9]{6}}. */
  public static BadValue refused(String category, Object value, String demand) {
    return new BadValue(category, "is " + Shown.of(value) + ", but must " + demand);
  }

  /** A check refuses the value, and its author says why: {@code Too short (`no` is "12")}. */
  public static BadValue refusedBecause(String message, String category, Object value) {
    String clause = "is " + Shown.of(value);
    return new BadValue(category, clause, words -> message + " (" + words + " " + clause + ")");
  }

  /** The same fault of what was to check the value, which thereby can't be checked. */
  public BadValue ofCheck(String words) {
    return new BadValue(category, "can't be checked: " + sentence(words));
  }

  /**
   * The same fault of an element of the value.
   *
   * @param index from 0 on
   */
  public BadValue ofElement(int index) {
    String element = "element " + (index + 1) + " of ";
    return new BadValue(category, clause(), words -> sentence(element + words));
  }

  /** One word for grouping, see {@link dev.oneway.run.Rejection#category()}. */
  public String category() {
    return category;
  }

  /** What is wrong, to be put behind the name of the value's origin; without a full stop. */
  public String clause() {
    return getMessage();
  }

  /** The same fault of a part of the value, e.g. of {@code element 2 of `tags`}. */
  public BadValue of(String part) {
    return new BadValue(category, clause(), field, Optional.of(sentence(part)), form);
  }

  /**
   * The same fault as the object that holds the bad value has it.
   *
   * @param name the object's field
   * @param words how a message calls the origin of that field
   */
  public BadValue in(String name, String words) {
    String path = field.map(deeper -> name + "." + deeper).orElse(name);
    return new BadValue(category, clause(), Optional.of(path), Optional.of(sentence(words)), form);
  }

  /**
   * The same fault with the place of the object that holds the bad value.
   *
   * @param place e.g. {@code row 2 of `lines`}
   */
  public BadValue at(String place) {
    return new BadValue(
        category, clause(), field, sentence.map(inside -> place + ": " + inside), form);
  }

  /** The field inside the value the fault is about, with dots; empty when it is the value's own. */
  public Optional<String> field() {
    return field;
  }

  /**
   * What is wrong with what, without a full stop.
   *
   * @param words how a message calls the value's origin
   */
  public String sentence(String words) {
    return sentence.orElseGet(() -> form.apply(words));
  }
}
