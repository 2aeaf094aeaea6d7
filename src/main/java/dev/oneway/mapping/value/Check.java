package dev.oneway.mapping.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule that a field's value must keep. Immutable.
 *
 * @param constraints tested in this order, of a list with each element
 * @param condition tested last, with the value as a whole
 * @param message what people read when it refuses a value; without a full stop
 * @param category of the rejection
 */
public record Check(
    List<Constraint> constraints,
    Optional<Condition> condition,
    Optional<String> message,
    String category) {
  public Check {
    constraints = List.copyOf(constraints);
  }

  /**
   * Tests a value with the record it comes from.
   *
   * @param value neither null nor absent
   * @throws BadValue when the rule refuses it, or can't test a value of its kind
   */
  void test(Object value, Map<String, Object> record) {
    test(value);
    if (condition.isPresent() && !isTrue(condition.get(), record, value)) {
      throw refusal(value, demandOf(condition.get()));
    }
  }

  private static String demandOf(Condition condition) {
    return "be one of which " + condition.words() + " is true";
  }

  /** What it demands: {@code must have at least 3 characters, match [A-Z]+}. */
  public String says() {
    return Stream.concat(
            constraints.stream().map(Constraint::demand), condition.stream().map(Check::demandOf))
        .collect(Collectors.joining(", ", "must ", ""));
  }

  private static boolean isTrue(Condition condition, Map<String, Object> record, Object value) {
    try {
      return condition.isTrue(record, value);
    } catch (BadValue bad) {
      throw bad.ofCheck(condition.words());
    }
  }

  /**
   * Tests a value alone, without what must be true of the record.
   *
   * @param value neither null nor absent
   * @throws BadValue when the rule refuses it, or can't test a value of its kind
   */
  public void test(Object value) {
    if (value instanceof List<?> list && !constraints.isEmpty()) {
      testElements(list);
    } else {
      testOne(value);
    }
  }

  private void testElements(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) != null) {
        testElement(list.get(i), i);
      }
    }
  }

  private void testElement(Object element, int index) {
    try {
      testOne(element);
    } catch (BadValue bad) {
      throw bad.ofElement(index);
    }
  }

  private void testOne(Object value) {
    for (int i = 0; i < constraints.size(); i++) {
      Constraint constraint = constraints.get(i);
      Optional<String> needed = constraint.neededFor(value);
      if (needed.isPresent()) {
        throw BadValue.type(value, needed.get());
      }
      if (!constraint.allows(value)) {
        throw refusal(value, constraint.demand());
      }
    }
  }

  private BadValue refusal(Object value, String demand) {
    return message
        .map(why -> BadValue.refusedBecause(why, category, value))
        .orElseGet(() -> BadValue.refused(category, value, demand));
  }
}
