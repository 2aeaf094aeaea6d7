package dev.oneway.mapping.model;

import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Bound;
import dev.oneway.mapping.value.Constraint;
import dev.oneway.mapping.value.OneOf;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.SyntaxException;
import dev.oneway.mapping.value.TextLength;
import dev.oneway.mapping.value.TextPattern;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what one rule demands of a value, or of each element of a list. */
final class ConstraintReader {
  static final String PATTERN = "pattern";
  static final String MIN = "min";
  static final String MAX = "max";
  static final String MIN_LENGTH = "minLength";
  static final String MAX_LENGTH = "maxLength";
  static final String ONE_OF = "oneOf";

  private final Section field;
  private final Reading reading;
  private final Optional<Object> sample;

  ConstraintReader(Section field, Reading reading) {
    this.field = field;
    this.reading = reading;
    this.sample = FieldKind.sample(field);
  }

  /** In the order of their work: the lengths come before what takes longer with long texts. */
  List<Constraint> read(Section rule) {
    List<Constraint> constraints = new ArrayList<>();
    Optional<TextLength> shortest = length(rule, MIN_LENGTH);
    Optional<TextLength> longest = length(rule, MAX_LENGTH);
    shortest.ifPresent(constraints::add);
    longest.ifPresent(constraints::add);
    if (shortest.isPresent()
        && longest.isPresent()
        && shortest.get().limit() > longest.get().limit()) {
      refuseGap(rule, MIN_LENGTH, MAX_LENGTH);
    }
    pattern(rule).ifPresent(constraints::add);
    constraints.addAll(bounds(rule));
    rule.find(ONE_OF).flatMap(this::oneOf).ifPresent(constraints::add);
    return constraints;
  }

  private Optional<TextLength> length(Section rule, String word) {
    Optional<Section.Entry> entry = rule.find(word);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean least = word.equals(MIN_LENGTH);
    int smallest = least ? 1 : 0;
    Object limit = Constants.of(entry.get().value(), reading.faults());
    if (!(limit instanceof Long number) || number < smallest) {
      fault(
          entry.get().value(),
          "`" + word + "` must be a whole number from " + smallest + " on.",
          "Write how many characters a text " + (least ? "must" : "may") + " have.");
      return Optional.empty();
    }
    return fitting(entry.get(), new TextLength(number, least));
  }

  private Optional<TextPattern> pattern(Section rule) {
    return rule.text(PATTERN)
        .flatMap(
            text -> {
              Section.Entry entry = rule.find(PATTERN).orElseThrow();
              try {
                return fitting(entry, TextPattern.compile(text));
              } catch (SyntaxException e) {
                fault(entry.value(), e.what(), e.remedy());
                return Optional.empty();
              }
            });
  }

  private List<Bound> bounds(Section rule) {
    Optional<Bound> least = bound(rule, MIN);
    Optional<Bound> most = bound(rule, MAX);
    if (least.isPresent() && most.isPresent()) {
      Object limit = most.get().limit();
      if (least.get().neededFor(limit).isPresent()) {
        fault(
            rule.find(MAX).orElseThrow().value(),
            "`min` and `max` are not of one kind.",
            "Write two numbers, two dates or two points in time.");
      } else if (!least.get().allows(limit)) {
        refuseGap(rule, MIN, MAX);
      }
    }
    List<Bound> bounds = new ArrayList<>();
    least.ifPresent(bounds::add);
    most.ifPresent(bounds::add);
    return bounds;
  }

  private Optional<Bound> bound(Section rule, String word) {
    Optional<Section.Entry> entry = rule.find(word);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    int faultsBefore = reading.faults().size();
    Object limit = Constants.of(entry.get().value(), reading.faults());
    if (reading.faults().size() > faultsBefore) {
      return Optional.empty();
    }
    try {
      return fitting(entry.get(), Bound.of(limit, word.equals(MIN)));
    } catch (SyntaxException e) {
      fault(entry.get().value(), e.what(), e.remedy());
      return Optional.empty();
    }
  }

  private Optional<OneOf> oneOf(Section.Entry entry) {
    if (!(entry.value() instanceof SequenceNode list) || list.getValue().isEmpty()) {
      fault(
          entry.value(),
          "`oneOf` must be a list of values.",
          "Write what is allowed, e.g. `oneOf: [S, M, L]`.");
      return Optional.empty();
    }
    int faultsBefore = reading.faults().size();
    List<Object> values = list.getValue().stream().flatMap(node -> allowed(node).stream()).toList();
    return reading.faults().size() == faultsBefore
        ? fitting(entry, new OneOf(values))
        : Optional.empty();
  }

  private Optional<Object> allowed(Node node) {
    int faultsBefore = reading.faults().size();
    Object value = Constants.of(node, reading.faults());
    if (reading.faults().size() > faultsBefore) {
      return Optional.empty();
    }
    if (value == null || value instanceof List<?> || value instanceof Map<?, ?>) {
      fault(
          node,
          "`oneOf` has something that is no single value.",
          "Write texts, numbers, true or false; null isn't tested.");
      return Optional.empty();
    }
    return sample.isPresent() ? typed(value, node) : Optional.of(value);
  }

  /** The value as the field's type has it, as it is compared with such. */
  private Optional<Object> typed(Object value, Node node) {
    try {
      Optional<Stage> type = new TypeReader().read(field, reading.silently());
      return type.map(stage -> stage.apply(value));
    } catch (BadValue bad) {
      fault(node, bad.sentence("A value of `oneOf`") + ".", "Write one of the field's type.");
      return Optional.empty();
    }
  }

  /** The constraint; empty, with a fault, when the field's type never gives what it tests. */
  private <T extends Constraint> Optional<T> fitting(Section.Entry entry, T constraint) {
    Optional<String> needed = sample.flatMap(constraint::neededFor);
    needed.ifPresent(
        kind ->
            fault(
                entry.key(),
                "`" + entry.name() + "` tests " + kind + ", but the field's type gives none.",
                "Remove it, or change the field's `type`."));
    return needed.isEmpty() ? Optional.of(constraint) : Optional.empty();
  }

  private void refuseGap(Section rule, String least, String most) {
    fault(
        rule.find(most).orElseThrow().value(),
        "No value is allowed: `" + most + "` is smaller than `" + least + "`.",
        "Exchange the two.");
  }

  private void fault(Node node, String what, String remedy) {
    reading.faults().at(node, what, remedy);
  }
}
