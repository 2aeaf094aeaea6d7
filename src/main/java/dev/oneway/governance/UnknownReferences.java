package dev.oneway.governance;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.governance.OneWayProof.Objection;
import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.value.ReferenceTo;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds references to what no flow delivers, to a ledger no flow has, and by a key that isn't the
 * other flow's: nothing would ever be found there.
 */
final class UnknownReferences {
  private static final String REF_FLOW =
      "Name a flow of the routes folder: its file's name without the ending.";

  private final Lineage lineage;

  private UnknownReferences(Lineage lineage) {
    this.lineage = lineage;
  }

  static List<Objection> in(Lineage lineage) {
    return lineage.flows().stream().flatMap(new UnknownReferences(lineage)::in).toList();
  }

  private Stream<Objection> in(FlowFile flow) {
    return flow.mappings().stream()
        .flatMap(mapping -> faults(mapping))
        .map(fault -> new Objection(Set.of(flow.name()), fault));
  }

  private Stream<Fault> faults(MappingModel mapping) {
    Stream<FieldModel> fields =
        Stream.concat(
            mapping.fields().stream(),
            mapping.children().stream().map(ChildModel::fields).flatMap(List::stream));
    return fields
        .flatMap(field -> field.value().references().stream())
        .flatMap(to -> wrong(to).map(wrong -> wrong.at(mapping.file(), to)).stream());
  }

  private record Wrong(String what, String remedy) {
    Fault at(String file, ReferenceTo to) {
      return new Fault(file, to.place().line(), to.place().column(), what, remedy);
    }
  }

  private Optional<Wrong> wrong(ReferenceTo to) {
    Optional<FlowFile> flow =
        lineage.flows().stream().filter(one -> one.name().equals(to.flow())).findFirst();
    return flow.isEmpty()
        ? Optional.of(unknown(to))
        : ledger(to, flow.get()).or(() -> key(to, flow.get()));
  }

  private Wrong unknown(ReferenceTo to) {
    List<String> names = lineage.flows().stream().map(FlowFile::name).toList();
    return new Wrong(
        "there is no flow `" + to.flow() + "`.", Nearest.didYouMean(to.flow(), names) + REF_FLOW);
  }

  private static Optional<Wrong> ledger(ReferenceTo to, FlowFile flow) {
    if (!flow.sides().tables().isEmpty()) {
      return wrong(
          "`" + flow.name() + "` delivers into a table, which gives records no ids of its own.",
          "Remove `ref`: the key is the id there.");
    }
    if (flow.ledgers().isEmpty()) {
      return wrong(
          "`" + flow.name() + "` has no ledger, so nobody remembers its destination's ids.",
          "Put `dedup:" + to.ledger() + "` before the destination in " + flow.file() + ".");
    }
    return flow.ledgers().contains(to.ledger())
        ? Optional.empty()
        : wrong(
            "`" + flow.name() + "` has no ledger `" + to.ledger() + "`.",
            Section.oneOf(to.ledger(), flow.ledgers()));
  }

  /** A mapping that has faults isn't here, and then nothing is known of its key. */
  private static Optional<Wrong> key(ReferenceTo to, FlowFile flow) {
    List<List<String>> keys =
        flow.mappings().stream()
            .map(mapping -> mapping.key().stream().map(FieldModel::name).toList())
            .toList();
    boolean fits =
        keys.isEmpty()
            || keys.stream()
                .anyMatch(key -> to.key().isEmpty() ? key.size() == 1 : key.equals(to.key()));
    return fits ? Optional.empty() : wrong(whose(flow, keys.get(0)), remedy(keys.get(0)));
  }

  private static String whose(FlowFile flow, List<String> key) {
    return "the key of `" + flow.name() + "` is `" + String.join("`, `", key) + "`.";
  }

  private static String remedy(List<String> key) {
    return key.size() == 1
        ? "Write `from:` with the key itself beside `ref`."
        : "Write `fields: { "
            + String.join(": …, ", key)
            + ": … }` beside `ref`, with the same names in the same order.";
  }

  private static Optional<Wrong> wrong(String what, String remedy) {
    return Optional.of(new Wrong(what, remedy));
  }
}
