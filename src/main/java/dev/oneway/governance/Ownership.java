package dev.oneway.governance;

import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.Origin;
import dev.oneway.record.Assignment;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has the say over one field, and what others may do with it. Immutable.
 *
 * @param field in the destination
 * @param owner the system of record, in words
 * @param direction which way it goes, in words
 * @param use what the destination's users may do with it, in words
 */
public record Ownership(SystemField field, String owner, String direction, String use) {

  /** Of every field of every destination, by object, in the order of the flows. */
  public static Map<String, List<Ownership>> in(Lineage lineage) {
    Map<String, List<Ownership>> byObject = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Write write : lineage.writes()) {
      if (write.kind() != Write.Kind.MARK && seen.add(write.field().id())) {
        add(of(write), byObject);
      }
    }
    for (OwnedFields.OwnedField owned : OwnedFields.all(lineage.flows())) {
      if (seen.add(owned.field().id())) {
        add(of(owned.field()), byObject);
      }
    }
    return byObject;
  }

  private static void add(Ownership ownership, Map<String, List<Ownership>> byObject) {
    byObject.computeIfAbsent(ownership.field().objectId(), id -> new ArrayList<>()).add(ownership);
  }

  private static Ownership of(SystemField owned) {
    return new Ownership(
        owned, owned.system(), "none", "change it: it is the destination's own, no flow writes it");
  }

  private static Ownership of(Write write) {
    Party source = write.mapping().source();
    String direction =
        "%s %s → %s".formatted(source.system(), source.object(), write.field().objectName());
    return new Ownership(write.field(), owner(write), direction, use(write));
  }

  private static String owner(Write write) {
    Party source = write.mapping().source();
    String system = source.system() + source.owner().map(who -> " (" + who + ")").orElse("");
    if (isAssigned(write)) {
      return "Oneway, which gives it out once and remembers it";
    }
    return switch (write.when()) {
      case ALWAYS -> system;
      case CREATE -> system + " for a new record, then " + write.field().system();
      case EMPTY -> "whoever fills it first";
    };
  }

  private static boolean isAssigned(Write write) {
    return write.mapping().fields().stream()
        .filter(field -> field.line() == write.line() && field.column() == write.column())
        .map(field -> field.value().origin())
        .anyMatch(Ownership::isAssignment);
  }

  private static boolean isAssignment(Origin origin) {
    return origin instanceof Constant constant && constant.read(Map.of()) instanceof Assignment;
  }

  private static String use(Write write) {
    if (write.kind() == Write.Kind.KEY) {
      return "read it: it says which record is meant, and a changed one is another record";
    }
    if (write.when() == WriteWhen.CREATE) {
      return "change it: it is only given to a new record";
    }
    return write.when() == WriteWhen.EMPTY
        ? "change it: it is only filled while it is empty"
        : "read it: what is changed there is overwritten";
  }
}
