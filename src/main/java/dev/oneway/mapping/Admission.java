package dev.oneway.mapping;

import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.RecordCheck;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.KnownNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of a record as a whole before its fields are mapped: that it keeps the contract and
 * the checks. Threads may share it.
 */
final class Admission {
  private static final String UNKNOWN_FIELD = "unknown-field";
  private static final int MOST_NAMED = 5;

  private final Optional<KnownNames> known;
  private final List<RecordCheck> checks;

  Admission(MappingModel model) {
    this.known = model.contract().filter(Contract::rejects).map(Contract::known);
    this.checks = model.checks();
  }

  /**
   * Tests a record.
   *
   * @throws RecordFault when it can't be mapped
   */
  void test(Map<String, Object> record) {
    known.ifPresent(names -> refuseUnknown(names, record));
    for (RecordCheck check : checks) {
      test(check, record);
    }
  }

  private static void refuseUnknown(KnownNames known, Map<String, Object> record) {
    Set<String> unknown = new LinkedHashSet<>();
    known.search(
        record,
        (object, name) -> !unknown.add(object.pathOf(name)) || unknown.size() <= MOST_NAMED);
    if (!unknown.isEmpty()) {
      throw RecordFault.ofRecord(UNKNOWN_FIELD, sentence(List.copyOf(unknown)));
    }
  }

  private static String sentence(List<String> unknown) {
    List<String> named = unknown.subList(0, Math.min(unknown.size(), MOST_NAMED));
    String others = unknown.size() > MOST_NAMED ? " and others" : "";
    String it = unknown.size() == 1 ? "it" : "them";
    return ("the record has `%s`%s, which the mapping doesn't know. Map %s, list %s under `known` of"
            + " the `contract`, or let it ignore what is unknown.")
        .formatted(String.join("`, `", named), others, it, it);
  }

  private static void test(RecordCheck check, Map<String, Object> record) {
    boolean kept;
    try {
      kept = check.expr().isTrue(record);
    } catch (BadValue bad) {
      throw RecordFault.of(bad, Optional.empty(), "`check`, " + check.expr().words() + ",");
    }
    if (!kept) {
      String end = check.message().matches(".*[!?]") ? "" : ".";
      throw RecordFault.ofRecord(check.category(), check.message() + end);
    }
  }
}
