package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a destination holds of a record at present, and what a write of the record would change.
 * Immutable; threads may share it.
 */
public sealed interface Present {
  /** Stands among the differing fields for the content of a record's file. */
  String FILE = "(file)";

  MappedRecord record();

  /** What a write would do: created, updated, deleted, unchanged or rejected. */
  Fate change();

  /** The destination doesn't hold it. */
  record Missing(MappedRecord record) implements Present {
    @Override
    public Fate change() {
      return record.operation().isGone() ? Fate.UNCHANGED : Fate.CREATED;
    }
  }

  /**
   * The destination holds it.
   *
   * @param held the present values of the mapped fields, by field, in the destination's own terms;
   *     without those it doesn't tell
   * @param differing the fields a write would change, in the mapping's order
   * @param edit who changed it last and when, by the names the destination tells them under; empty
   *     when it doesn't tell
   */
  record There(
      MappedRecord record,
      Map<String, Object> held,
      List<String> differing,
      Map<String, Object> edit)
      implements Present {
    public There {
      held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
      differing = List.copyOf(differing);
      edit = Collections.unmodifiableMap(new LinkedHashMap<>(edit));
    }

    @Override
    public Fate change() {
      return switch (record.operation()) {
        case UPSERT -> differing.isEmpty() ? Fate.UNCHANGED : Fate.UPDATED;
        // Marked by the request alone, it says nothing that could be compared.
        case DEACTIVATE -> differing.isEmpty() && !held.isEmpty() ? Fate.UNCHANGED : Fate.DELETED;
        case ARCHIVE, DELETE -> Fate.DELETED;
      };
    }
  }

  /** The destination can't even compare it: it would refuse it for its content. */
  record Unfit(MappedRecord record, String category, Optional<String> field, String reason)
      implements Present {
    @Override
    public Fate change() {
      return Fate.REJECTED;
    }

    /** What it would be refused for. */
    public Rejection rejection() {
      return new Outcome.Refused(record, category, field, reason).rejection();
    }
  }
}
