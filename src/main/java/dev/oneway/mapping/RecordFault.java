package dev.oneway.mapping;

import dev.oneway.mapping.value.BadValue;
import java.util.Optional;

/** Why a record is rejected. Has no stack trace, see {@link BadValue}. */
final class RecordFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String category;
  private final transient Optional<String> field;

  private RecordFault(String category, Optional<String> field, String reason) {
    super(reason, null, false, false);
    this.category = category;
    this.field = field;
  }

  /**
   * @param field the destination field; empty when it is about the record as a whole
   * @param words how a message calls the origin of the value
   */
  static RecordFault of(BadValue bad, Optional<String> field, String words) {
    Optional<String> path =
        field.map(name -> bad.field().map(inside -> name + "." + inside).orElse(name));
    return new RecordFault(bad.category(), path, bad.sentence(words) + ".");
  }

  /** The record as a whole is refused. */
  static RecordFault ofRecord(String category, String reason) {
    return new RecordFault(category, Optional.empty(), reason);
  }

  /** The same fault of a row inside the record, e.g. in row 3 of {@code `line_items`}. */
  RecordFault inRow(String object, String place) {
    return new RecordFault(
        category, field.map(name -> object + "." + name), place + ": " + getMessage());
  }

  String category() {
    return category;
  }

  Optional<String> field() {
    return field;
  }

  String reason() {
    return getMessage();
  }
}
