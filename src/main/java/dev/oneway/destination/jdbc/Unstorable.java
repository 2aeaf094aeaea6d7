package dev.oneway.destination.jdbc;

import java.util.Optional;

/** A value no column of the database can hold. Has no stack trace. */
final class Unstorable extends Exception {
  private static final long serialVersionUID = 1L;
  private final String category;

  Unstorable(String category, String reason) {
    super(reason, null, false, false);
    this.category = category;
  }

  /** A date or number beyond what Java calculates with. */
  static Unstorable unwritable(Column column, RuntimeException why) {
    return new Unstorable(
        Refusal.TYPE,
        "the value can't be written as " + column.type() + " (" + why.getMessage() + ")");
  }

  /**
   * The same text.
   *
   * @throws Unstorable when it holds U+0000 or half a surrogate pair, which UTF-8 can't express and
   *     drivers would turn into `?` silently
   */
  static String checked(String text) throws Unstorable {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new Unstorable(Refusal.INVALID, "the text holds U+0000 at position " + i);
      }
      if (Character.isSurrogate(c)) {
        if (!pairAt(text, i)) {
          throw new Unstorable(
              Refusal.INVALID, "the text holds half a surrogate pair at position " + i);
        }
        i++;
      }
    }
    return text;
  }

  Refusal in(TablePlan plan, int field) {
    String reason = plan.table() + "." + plan.column(field).name() + ": " + getMessage();
    return new Refusal(category, Optional.of(plan.label(field)), reason);
  }

  private static boolean pairAt(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
