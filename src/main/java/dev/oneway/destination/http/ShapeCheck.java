package dev.oneway.destination.http;

import dev.oneway.destination.http.template.Placeholder;
import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds a mapping against the declared requests: whether they can write what it makes. */
record ShapeCheck(Requests requests) {

  /** All faults, each with its place in the mapping. */
  List<Fault> faults(Shape shape) {
    List<Fault> faults = new ArrayList<>();
    if (!requests.has(Action.LOOKUP)) {
      shape.fields().stream()
          .filter(field -> needsLookup(field.when()))
          .forEach(field -> faults.add(unseen(shape, field)));
    }
    namesUsed().distinct().forEach(name -> requireField(shape, name, faults));
    return faults;
  }

  /**
   * @throws FatalException with the first fault
   */
  void require(Shape shape) {
    faults(shape).stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new FatalException(fault.toString());
            });
  }

  /** What is written depends on what is there. A create alone knows that nothing is. */
  private boolean needsLookup(WriteWhen when) {
    return when == WriteWhen.EMPTY || (when == WriteWhen.CREATE && requests.has(Action.UPSERT));
  }

  private static Fault unseen(Shape shape, Field field) {
    return new Fault(
        shape.mappingFile(),
        field.line(),
        field.column(),
        "%s is written %s, and this destination can't see whether it is."
            .formatted(
                field.name(),
                field.when() == WriteWhen.EMPTY ? "while it is empty" : "when its record is new"),
        "Declare lookup in the destination, or remove `on` from the field.");
  }

  private Stream<String> namesUsed() {
    List<String> names = new ArrayList<>();
    requests
        .all()
        .forEach(
            request ->
                request
                    .placeholders()
                    .filter(placeholder -> placeholder.name() == Placeholder.Name.FIELD)
                    .forEach(placeholder -> names.add(placeholder.field())));
    requests.lookupForm().match().ifPresent(match -> names.add(match.field()));
    return names.stream();
  }

  private static void requireField(Shape shape, String name, List<Fault> faults) {
    if (shape.indexOf(name) < 0) {
      List<String> known = shape.fields().stream().map(Field::name).toList();
      faults.add(
          new Fault(
              shape.mappingFile(),
              0,
              0,
              "the destination asks for the field `" + name + "`, and the mapping has none.",
              Nearest.didYouMean(name, known) + "Map it, or correct the destination."));
    }
  }
}
