package dev.oneway.mapping;

import dev.oneway.fault.Fault;
import dev.oneway.mapping.model.MappingExample;
import dev.oneway.mapping.model.MappingExample.Expected;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the examples of a mapping file. Pure like the mapping; threads may share it. */
public final class ExampleCheck {
  private final Mapping mapping;

  /**
   * @param mapping compiled with {@link MappingFile#EXAMPLE_SETTINGS}, as the examples expect
   */
  public ExampleCheck(Mapping mapping) {
    this.mapping = mapping;
  }

  /** The mapping file. */
  public String file() {
    return mapping.model().file();
  }

  /** What came of each example, in the order of the file. */
  public List<ExampleResult> results() {
    return mapping.model().examples().stream().map(this::result).toList();
  }

  /** Those that fail, as faults of their file. */
  public List<Fault> faults() {
    return results().stream()
        .filter(result -> !result.isOk())
        .map(result -> result.fault(file()))
        .toList();
  }

  private ExampleResult result(MappingExample example) {
    Mapped mapped = mapping.apply(example.given());
    return new ExampleResult(example, differences(example.expected(), mapped));
  }

  private List<Difference> differences(Expected expected, Mapped mapped) {
    if (expected instanceof Expected.Delivered delivery) {
      return recordOf(mapped, Operation.UPSERT)
          .map(got -> delivered(delivery.fields(), delivery.absent(), got))
          .orElseGet(() -> otherFate("delivered", mapped));
    }
    if (expected instanceof Expected.Deactivated deactivation) {
      return recordOf(mapped, Operation.DEACTIVATE)
          .map(got -> delivered(deactivation.fields(), List.of(), got))
          .orElseGet(() -> otherFate("deactivated", mapped));
    }
    if (expected instanceof Expected.Gone) {
      return isRemoved(mapped) ? List.of() : otherFate("gone", mapped);
    }
    if (expected instanceof Expected.Rejected refusal) {
      return mapped instanceof Mapped.Rejected got
          ? rejected(refusal, got.rejection())
          : otherFate("rejected", mapped);
    }
    return mapped instanceof Mapped.Filtered ? List.of() : otherFate("filtered", mapped);
  }

  private static Optional<MappedRecord> recordOf(Mapped mapped, Operation operation) {
    return mapped instanceof Mapped.Delivered delivered
            && delivered.record().operation() == operation
        ? Optional.of(delivered.record())
        : Optional.empty();
  }

  private static List<Difference> otherFate(String expected, Mapped mapped) {
    return List.of(new Difference(Difference.OF_RECORD, expected, fate(mapped)));
  }

  private static String fate(Mapped mapped) {
    if (mapped instanceof Mapped.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      String reason = rejection.reason().replaceFirst("\\.$", "");
      return "rejected (" + rejection.category() + ": " + reason + ")";
    }
    if (mapped instanceof Mapped.Filtered) {
      return "filtered";
    }
    if (isRemoved(mapped)) {
      return "gone";
    }
    return recordOf(mapped, Operation.DEACTIVATE).isPresent() ? "deactivated" : "delivered";
  }

  private static boolean isRemoved(Mapped mapped) {
    return recordOf(mapped, Operation.ARCHIVE).isPresent()
        || recordOf(mapped, Operation.DELETE).isPresent();
  }

  private static List<Difference> delivered(
      Map<String, Object> expected, List<String> absent, MappedRecord got) {
    List<Difference> differences = new ArrayList<>();
    expected.forEach(
        (name, value) -> ExpectedValue.compare(name, value, value(got, name), differences));
    for (String name : absent) {
      Object value = value(got, name);
      if (value != Row.ABSENT) {
        differences.add(new Difference(name, ExpectedValue.ABSENT, ExpectedValue.words(value)));
      }
    }
    return differences;
  }

  /** The value of a field or the rows of a child; {@link Row#ABSENT} when there are none. */
  private static Object value(MappedRecord record, String name) {
    int field = record.shape().indexOf(name);
    if (field >= 0) {
      return record.value(field);
    }
    List<String> children =
        record.shape().children().stream().map(child -> child.shape().object()).toList();
    int child = children.indexOf(name);
    List<Row> rows = child < 0 ? null : record.children(child);
    return rows == null ? Row.ABSENT : rows;
  }

  private static List<Difference> rejected(Expected.Rejected expected, Rejection got) {
    List<Difference> differences = new ArrayList<>();
    compare("the category", expected.category(), Optional.of(got.category()), differences);
    compare("the field", expected.field(), got.field(), differences);
    expected
        .reason()
        .filter(part -> !got.reason().contains(part))
        .ifPresent(
            part ->
                differences.add(
                    new Difference(
                        "the reason",
                        "a part of it to be " + ExpectedValue.words(part),
                        ExpectedValue.words(got.reason()))));
    return differences;
  }

  private static void compare(
      String what, Optional<String> expected, Optional<String> got, List<Difference> differences) {
    if (expected.isPresent() && !expected.equals(got)) {
      differences.add(new Difference(what, expected.get(), got.orElse("none")));
    }
  }
}
