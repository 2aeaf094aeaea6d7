package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import java.util.Optional;

/** A row can't be stored for its content; carries what the dead letter says. Has no stack trace. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  static final String CONSTRAINT = "constraint";
  static final String TYPE = "type";
  static final String TOO_LONG = "too-long";
  static final String MISSING = "missing";
  static final String INVALID = "invalid";

  private final String category;
  private final transient Optional<String> field;

  Refusal(String category, Optional<String> field, String reason) {
    super(reason.strip().replaceAll("\\s*[\\r\\n]+\\s*", " "), null, false, false);
    this.category = category;
    this.field = field;
  }

  /** Two source keys, e.g. 42 and 042, that are one key by the column's own equality. */
  static Refusal sameKey(TablePlan plan) {
    return new Refusal(
        CONSTRAINT,
        Optional.empty(),
        plan.table() + ": has the same key in the table as another record");
  }

  /** The statement succeeded and the row isn't there. */
  static Refusal dropped(TablePlan plan) {
    return new Refusal(
        CONSTRAINT,
        Optional.empty(),
        plan.table() + ": the database dropped the row without an error; a trigger?");
  }

  String category() {
    return category;
  }

  Optional<String> field() {
    return field;
  }

  Refusal in(String foundField) {
    return new Refusal(category, Optional.of(foundField), getMessage());
  }

  /** The same before it is written. */
  Present unfit(MappedRecord record) {
    return new Present.Unfit(record, category, field, getMessage());
  }

  Outcome of(MappedRecord record) {
    return new Outcome.Refused(record, category, field, getMessage());
  }
}
