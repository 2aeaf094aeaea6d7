package dev.oneway.cli;

import dev.oneway.deadletter.DeadLetter;
import java.util.List;

/** Dead letters, for people. */
final class DeadLetterTable {
  private static final int SHORT_ID = 8;

  private DeadLetterTable() {}

  static String text(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      return "";
    }
    Table table = new Table("ID", "LAST", "FLOW", "KEY", "CATEGORY", "FIELD", "ATTEMPTS", "REASON");
    for (DeadLetter letter : letters) {
      table.row(
          letter.id().substring(0, SHORT_ID),
          Times.local(letter.lastAt()),
          letter.flow(),
          letter.key().orElse("—"),
          letter.category(),
          letter.field().orElse(""),
          letter.attempts(),
          letter.reason());
    }
    return table.toString();
  }
}
