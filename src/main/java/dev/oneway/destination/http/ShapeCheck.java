package dev.oneway.destination.http;

import dev.oneway.destination.http.template.Placeholder;
import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a mapping against the declared requests: whether they can write what it makes.
 *
 * @param tenant the field that names a record's tenant; empty when all have the same credentials
 * @param tellsIds whether the vendor's answers tell its id of a record
 */
record ShapeCheck(Requests requests, Optional<String> tenant, boolean tellsIds) {

  private static final Map<Operation, String> EXAMPLES =
      Map.of(
          Operation.ARCHIVE, "POST /contacts/${id}/archive",
          Operation.DELETE, "DELETE /contacts/${id}");

  /** All faults, each with its place in the mapping. */
  List<Fault> faults(Shape shape) {
    List<Fault> faults = new ArrayList<>();
    shape.fields().stream()
        .filter(field -> isUnseen(field.when()))
        .forEach(field -> faults.add(unseen(shape, field)));
    shape.removal().ifPresent(removal -> requireRemoval(shape, removal, faults));
    namesUsed().distinct().forEach(name -> requireField(shape, name, faults));
    return faults;
  }

  /** What the mapping says and the destination doesn't do. */
  List<Fault> warnings(Shape shape) {
    boolean idle =
        shape
            .removal()
            .filter(removal -> removal.operation() == Operation.DEACTIVATE)
            .filter(removal -> requests.removal(removal.operation()).isEmpty())
            .isPresent();
    return idle
        ? List.of(
            gone(
                shape,
                "a record that is gone is left as it is there, because this destination declares"
                    + " neither deactivate nor update.",
                "Declare one in the destination, or remove `deletes` here."))
        : List.of();
  }

  private void requireRemoval(Shape shape, Removal removal, List<Fault> faults) {
    Optional<DeclaredRequest> request = requests.removal(removal.operation());
    if (request.filter(by -> by.action() == Action.UPSERT).isPresent() && isBlind()) {
      faults.add(couldCreate(shape));
    } else if (request.isEmpty() && removal.operation() != Operation.DEACTIVATE) {
      String option = removal.operation().name().toLowerCase(Locale.ROOT);
      faults.add(
          gone(
              shape,
              "this destination declares no request to %s a record.".formatted(option),
              "Declare %1$s in the destination, as in %1$s=\"%2$s\", or use another action."
                  .formatted(option, EXAMPLES.get(removal.operation()))));
    }
    removal
        .to()
        .ifPresent(
            to ->
                faults.add(
                    gone(
                        shape,
                        "`to: " + to + "` says nothing to an API: its request knows where.",
                        "Remove it.")));
  }

  /** An upsert may go to what is there only, and neither a look-up nor an id would tell. */
  private boolean isBlind() {
    return !tellsIds && !requests.has(Action.LOOKUP);
  }

  static Fault couldCreate(Shape shape) {
    return gone(
        shape,
        "a record that is gone is to be deactivated, and upsert could create it instead.",
        "Declare deactivate, update or lookup in the destination.");
  }

  private static Fault gone(Shape shape, String what, String remedy) {
    Shape.Place place = shape.removal().map(Removal::place).orElse(new Shape.Place(0, 0));
    return new Fault(shape.mappingFile(), place.line(), place.column(), what, remedy);
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
  private boolean isUnseen(WriteWhen when) {
    return switch (when) {
      case ALWAYS -> false;
      case CREATE -> requests.has(Action.UPSERT) && !requests.has(Action.LOOKUP);
      case EMPTY -> !requests.has(Action.LOOKUP) || requests.lookupForm().isInConflict();
    };
  }

  private Fault unseen(Shape shape, Field field) {
    return new Fault(
        shape.mappingFile(),
        field.line(),
        field.column(),
        "%s is written %s, and this destination can't see whether it is."
            .formatted(
                field.name(),
                field.when() == WriteWhen.EMPTY ? "while it is empty" : "when its record is new"),
        requests.has(Action.LOOKUP)
            ? "Remove `on` from the field."
            : "Declare lookup in the destination, or remove `on` from the field.");
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
    tenant.ifPresent(names::add);
    names.addAll(requests.fields().fixed());
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
