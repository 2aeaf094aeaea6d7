package dev.oneway.flow;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.mapping.MappingEndpoint;
import dev.oneway.record.Promise;
import dev.oneway.record.Shape;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks the destinations of routes whether they can take what the mappings make. One that can't be
 * reached isn't asked again, so that all flows together wait for it once; make a new check to ask
 * again. Used by one thread.
 */
final class RealityCheck {
  private final Map<String, Inspection.Unreachable> unreachable = new HashMap<>();

  /**
   * Checks what a route delivers.
   *
   * @param file the route's file
   * @param shapeOf what the records of a mapping have in common
   * @return what the destinations said; a destination that can't be reached is a warning
   */
  Inspection.Examined check(
      String file, List<Delivery> deliveries, Function<MappingEndpoint, Shape> shapeOf) {
    Set<Fault> faults = new LinkedHashSet<>();
    Set<Fault> warnings = new LinkedHashSet<>();
    for (Delivery delivery : deliveries) {
      Shape shape = shapeOf.apply(delivery.mapping());
      unremembered(file, delivery, shape).ifPresent(faults::add);
      RemovalCheck.fault(file, delivery, shape).ifPresent(faults::add);
      ReferenceCheck.fault(file, delivery, shape).ifPresent(faults::add);
      Inspection inspection = inspect(delivery, shape);
      if (inspection instanceof Inspection.Examined examined) {
        faults.addAll(examined.faults());
        warnings.addAll(examined.warnings());
      } else if (inspection instanceof Inspection.Unusable unusable) {
        faults.add(fault(file, delivery, unusable.what(), unusable.remedy()));
      } else if (inspection instanceof Inspection.Unreachable dead) {
        warnings.add(fault(file, delivery, words(delivery, dead), "See that it runs."));
      }
    }
    return new Inspection.Examined(List.copyOf(faults), List.copyOf(warnings));
  }

  /** A value that is given out in turn is given out by the ledger. */
  private static Optional<Fault> unremembered(String file, Delivery delivery, Shape shape) {
    return shape.fields().stream()
        .filter(field -> field.promise().kind() == Promise.Kind.ASSIGNED && !delivery.ledgered())
        .findFirst()
        .map(
            field ->
                fault(
                    file,
                    delivery,
                    "the mapping assigns `" + field.name() + "`, and no ledger remembers it.",
                    "Put `- to: dedup:ledger` before this step."));
  }

  private Inspection inspect(Delivery delivery, Shape shape) {
    Inspection.Unreachable known = unreachable.get(nameOf(delivery));
    if (known != null) {
      return known;
    }
    Inspection inspection = delivery.destination().inspect(shape);
    if (inspection instanceof Inspection.Unreachable dead) {
      unreachable.put(nameOf(delivery), dead);
    }
    return inspection;
  }

  private static String words(Delivery delivery, Inspection.Unreachable dead) {
    return "the mapping isn't checked against the destination, as `%s` can't be reached: %s"
        .formatted(nameOf(delivery), LoadFaults.sentence(dead.because()));
  }

  /** The database's name, or the component's where there is none. */
  private static String nameOf(Delivery delivery) {
    Optional<String> database = DatabaseCheck.databaseOf(delivery.use());
    return database.orElse(delivery.use().scheme());
  }

  private static Fault fault(String file, Delivery delivery, String what, String remedy) {
    return new Fault(file, delivery.use().line(), 0, what, remedy);
  }
}
