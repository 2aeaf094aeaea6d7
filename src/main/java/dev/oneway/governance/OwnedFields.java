package dev.oneway.governance;

import dev.oneway.fault.Fault;
import dev.oneway.governance.OneWayProof.Objection;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds flows that write what another flow's mapping says is the destination's own. */
final class OwnedFields {
  private OwnedFields() {}

  /**
   * A field no flow may write.
   *
   * @param mapping the mapping that says so
   */
  record OwnedField(SystemField field, MappingModel mapping, Party.Owned owned) {}

  static List<OwnedField> all(List<FlowFile> flows) {
    return flows.stream()
        .flatMap(flow -> flow.mappings().stream())
        .distinct()
        .flatMap(OwnedFields::of)
        .toList();
  }

  private static Stream<OwnedField> of(MappingModel mapping) {
    return mapping.destination().owns().stream()
        .map(
            owned ->
                new OwnedField(
                    WriteReader.named(mapping.destination(), owned.name()), mapping, owned));
  }

  static List<Objection> written(Lineage lineage) {
    List<Objection> objections = new ArrayList<>();
    for (OwnedField owned : all(lineage.flows())) {
      lineage.writes().stream()
          .filter(write -> writes(write, owned.field()))
          .map(write -> Objection.to(Stream.of(write), fault(write, owned)))
          .forEach(objections::add);
    }
    return objections;
  }

  private static boolean writes(Write write, SystemField owned) {
    return RestWrites.isRest(write)
        ? RestWrites.mayWrite(write, owned)
        : write.field().overlaps(owned);
  }

  private static Fault fault(Write write, OwnedField owned) {
    String place = owned.mapping().file() + ":" + owned.owned().line();
    boolean rest = RestWrites.isRest(write);
    return new Fault(
        write.mapping().file(),
        write.line(),
        write.column(),
        rest
            ? "`rest` could write %s, which is the destination's own (%s)."
                .formatted(owned.field(), place)
            : "%s is the destination's own (%s).".formatted(owned.field(), place),
        rest
            ? "Say so here, too: `owns: [" + owned.owned().name() + "]` behind the destination."
            : "Take it out here, or there.");
  }
}
